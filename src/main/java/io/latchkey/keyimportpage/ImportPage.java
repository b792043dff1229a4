package io.latchkey.keyimportpage;

import io.latchkey.keyimport.ImportError;
import io.latchkey.keyimport.ImportReason;
import io.latchkey.keyimport.ImportRefused;
import io.latchkey.keyimport.KeyFileImport;
import io.latchkey.keyimport.KeyImportDocument;
import io.latchkey.keyimport.UnreadableFile;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.SubmittedText;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Imports keys from a file or from pasted text, after a dry run that names the invalid lines. The browser
 * sends the file for each of the two steps; nothing of it is kept on the server in between.
 */
@Named("keyImport")
@RequestScoped
public class ImportPage {

    /** The maximum number of errors shown; a user with more of them corrects these first. */
    private static final int SHOWN = 200;

    @Inject
    private ImportPageService service;

    @Inject
    private PageRefusal refusal;

    @Inject
    private UserMessages userMessages;

    private Part file;
    private String pasted = "";
    private KeyImportDocument result;
    private List<ImportError> errors = List.of();
    private int count;
    private String problem = "";

    /** Responds with 403 if the user may not import keys. */
    public void load() throws IOException {
        try {
            service.enter();
        } catch (RoleMissingException viewer) {
            refusal.forbidden();
        }
    }

    /** Shows what an import would result in, without storing anything. */
    public void check() throws IOException {
        take(service::check);
    }

    /** Imports the keys, or shows what is wrong. */
    public void store() throws IOException {
        take(service::store);
        if (isDone()) {
            userMessages.done("import.done", result.keys());
        }
    }

    private void take(Step step) throws IOException {
        if (hasFile() && !pasted.isBlank()) {
            // Nobody knows which of them is meant.
            problem = userMessages.text("import.both");
            return;
        }
        byte[] bytes = bytes();
        try {
            if (bytes.length == 0) {
                problem = userMessages.text("import.nothing");
            } else if (bytes.length > KeyFileImport.MAX_BYTES) {
                problem = userMessages.text("import.tooLarge");
            } else {
                take(step, bytes);
            }
        } finally {
            // It holds keys.
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void take(Step step, byte[] bytes) {
        try {
            result = step.take(bytes);
        } catch (ImportRefused refused) {
            errors = refused.errors();
            count = refused.count();
            problem = userMessages.text("import.refused", count, refused.lines());
        } catch (UnreadableFile refused) {
            problem = userMessages.text("import.whole", text(refused.reason()));
        } catch (ProblemException refused) {
            boolean taken = refused.problem().status() == ProblemType.CONFLICT.status();
            problem = userMessages.text(taken ? "import.conflict" : "import.outdated");
        }
    }

    /** Returns the size in bytes beyond which the browser does not send a file at all. */
    public int getMostBytes() {
        return KeyFileImport.MAX_BYTES;
    }

    /**
     * Returns the number of characters at which browsers cut what is pasted: what is left is still too
     * large to be accepted, and so never taken for the whole.
     */
    public int getMostCharacters() {
        return KeyFileImport.MAX_BYTES + 1;
    }

    private boolean hasFile() {
        return file != null && file.getSize() > 0;
    }

    /**
     * Returns the pasted text, or the content of the file; of a file, at most one byte more than permitted.
     */
    private byte[] bytes() throws IOException {
        if (!hasFile()) {
            return pasted.getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream stream = file.getInputStream()) {
            return stream.readNBytes(KeyFileImport.MAX_BYTES + 1);
        }
    }

    /**
     * Returns what is wrong in the user's language. For a field that violates its rule, this is the rule; only in
     * English, in which the API is, is it more precise.
     */
    public String reason(ImportError error) {
        return error.reason()
                .map(this::text)
                .orElseGet(() -> userMessages.isEnglish() ? error.detail() : rule(error.field()));
    }

    private String text(ImportReason reason) {
        return userMessages.text(
                "import.fault." + reason.fault(), reason.values().toArray());
    }

    private String rule(String field) {
        if (field.isEmpty()) {
            return userMessages.text("import.object");
        }
        String name = field.replaceAll("[^A-Za-z0-9].*", "");
        // A file has some fields in another form than the dialog of a key.
        return userMessages
                .find("import.invalid." + name)
                .or(() -> userMessages.find("invalid." + name))
                .orElseGet(() -> userMessages.text("import.unknown"));
    }

    /** Returns the first errors in the file; of each line, only the first few. */
    public List<ImportError> getErrors() {
        return errors.subList(0, Math.min(SHOWN, errors.size()));
    }

    /** Returns whether there are more errors than are shown. */
    public boolean isMore() {
        return count > getErrors().size();
    }

    /** Returns why nothing can be imported; empty if nothing prevents it. */
    public String getProblem() {
        return problem;
    }

    /** Returns the result of the dry run; null unless this request has made one that found no errors. */
    public KeyImportDocument getChecked() {
        return isDone() ? null : result;
    }

    /** Returns whether this request has imported the keys. */
    public boolean isDone() {
        return result != null && !result.dryRun();
    }

    /** Returns how many keys were imported. */
    public int getKeys() {
        return result.keys();
    }

    /** Returns the number of the first imported key. */
    public long getFirst() {
        return result.firstNumber().orElse(0L);
    }

    /** Returns the number of the last imported key. */
    public long getLast() {
        return result.lastNumber().orElse(0L);
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    /** Returns empty text: the browser still has the pasted text, which contains keys. */
    public String getPasted() {
        return "";
    }

    public void setPasted(String pasted) {
        this.pasted = SubmittedText.orEmpty(pasted);
    }

    private interface Step {
        KeyImportDocument take(byte[] file);
    }
}
