package io.latchkey.importpage;

import io.latchkey.key.ImportError;
import io.latchkey.keyimport.ImportDocument;
import io.latchkey.keyimport.ImportRefused;
import io.latchkey.keyimport.KeyFileImport;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.Said;
import io.latchkey.problem.FieldError;
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
import java.util.stream.Collectors;

/**
 * Imports keys from a file or from pasted text, after a dry run that names each bad line. The browser sends the file for
 * either: nothing of it stays here in between.
 */
@Named("keyImport")
@RequestScoped
public class ImportPage {

    /** Bad lines that are shown; who has more of them mends these first. */
    private static final int SHOWN = 200;

    @Inject
    private ImportDesk desk;

    @Inject
    private PageRefusal refusal;

    @Inject
    private Said said;

    private Part file;
    private String pasted = "";
    private ImportDocument result;
    private List<ImportError> errors = List.of();
    private String problem = "";

    /** There is no page for a user who may not import. */
    public void load() throws IOException {
        try {
            desk.enter();
        } catch (RoleMissingException viewer) {
            refusal.forbidden();
        }
    }

    /** Says what an import would come to, and stores nothing. */
    public void check() throws IOException {
        take(desk::check);
    }

    /** Imports, or says what is wrong. */
    public void store() throws IOException {
        take(desk::store);
        if (isDone()) {
            said.done("import.done", result.keys());
        }
    }

    private void take(Step step) throws IOException {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            problem = said.text("import.nothing");
        } else if (bytes.length > KeyFileImport.MAX_BYTES) {
            problem = said.text("import.tooLarge");
        } else {
            take(step, bytes);
        }
        // It held keys.
        Arrays.fill(bytes, (byte) 0);
    }

    private void take(Step step, byte[] bytes) {
        try {
            result = step.take(bytes);
        } catch (ImportRefused refused) {
            errors = refused.errors();
            problem = said.text("import.refused", errors.size());
        } catch (ProblemException refused) {
            problem = refused.problem().status() == ProblemType.CONFLICT.status()
                    ? said.text("import.conflict")
                    : said.text(
                            "import.whole",
                            refused.problem().errors().stream()
                                    .map(FieldError::detail)
                                    .collect(Collectors.joining("; ")));
        }
    }

    /** At most one more than there may be. */
    private byte[] bytes() throws IOException {
        if (file == null || file.getSize() == 0) {
            return pasted.getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream stream = file.getInputStream()) {
            return stream.readNBytes(KeyFileImport.MAX_BYTES + 1);
        }
    }

    /** What the user's language has to say of the field, if it has; the precise reason is in English. */
    public String rule(ImportError error) {
        return said.find("invalid." + error.field().replaceAll("[^A-Za-z0-9].*", ""))
                .orElse("");
    }

    /** What is wrong with the file: the first lines that cannot be imported. */
    public List<ImportError> getErrors() {
        return errors.subList(0, Math.min(SHOWN, errors.size()));
    }

    /** Whether more is wrong than is shown. */
    public boolean isMore() {
        return errors.size() > SHOWN;
    }

    /** Why nothing can be imported; empty for no reason. */
    public String getProblem() {
        return problem;
    }

    /** What a dry run has found importable; none unless this request has looked. */
    public ImportDocument getChecked() {
        return isDone() ? null : result;
    }

    /** Whether this request has imported the keys. */
    public boolean isDone() {
        return result != null && !result.dryRun();
    }

    /** The number of the first imported key. */
    public long getFirst() {
        return result.firstNumber().orElse(0L);
    }

    /** The number of the last one. */
    public long getLast() {
        return result.lastNumber().orElse(0L);
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    /** Nothing: the browser has it, and it holds keys. */
    public String getPasted() {
        return "";
    }

    public void setPasted(String pasted) {
        this.pasted = pasted == null ? "" : pasted;
    }

    private interface Step {
        ImportDocument take(byte[] file);
    }
}
