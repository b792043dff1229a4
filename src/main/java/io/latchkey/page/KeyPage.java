package io.latchkey.page;

import io.latchkey.key.AccessRight;
import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.KeyToken;
import io.latchkey.key.StaleKeyException;
import io.latchkey.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.Validator;
import java.util.Optional;
import org.primefaces.PrimeFaces;

/** What a user does with one key: copies, edits, disables, enables and deletes it. */
@Named("key")
@RequestScoped
public class KeyPage {

    @Inject
    private KeyDesk desk;

    @Inject
    private AskedKey asked;

    @Inject
    private Validator validator;

    @Inject
    private Said said;

    private long number;
    private long version;
    private String description = "";
    private AccessRight accessRight;
    private KeyRow shown;

    /** Reads the key that the request names, for a dialog that is about to be shown. */
    public void open() {
        Optional<KeyRow> found = asked.find();
        if (found.isEmpty()) {
            return;
        }
        show(found.get());
        description = shown.description();
        accessRight = shown.accessRight();
        PrimeFaces.current().ajax().addCallbackParam("opened", true);
    }

    private void show(KeyRow row) {
        shown = row;
        number = row.number();
        version = row.version();
    }

    /** Hands the key in clear to the browser's script that copies it. */
    public void copy() {
        open();
        desk.secret(number).map(KeyToken::value).ifPresent(secret -> {
            PrimeFaces.current().ajax().addCallbackParam("secret", secret);
            PrimeFaces.current().ajax().addCallbackParam("copied", said.text("copy.done", Long.toString(number)));
        });
    }

    /** Stores description and right, unless somebody has changed the key since it was read: then that is shown. */
    public void save() {
        KeyChange change = new KeyChange(description.strip(), accessRight, null);
        if (!validator.validate(change).isEmpty()) {
            said.inForm("description.invalid");
            return;
        }
        change(change, "edit.done");
    }

    /** Disables an enabled key and enables a disabled one: the key as it was when the user was asked. */
    public void toggle(boolean enable) {
        KeyStatus status = enable ? KeyStatus.ENABLED : KeyStatus.DISABLED;
        try {
            change(new KeyChange(null, null, status), enable ? "enable.done" : "disable.done");
        } catch (ProblemException pastItsDateOrLeaked) {
            said.inForm("enable.refused");
        }
    }

    private void change(KeyChange change, String done) {
        try {
            if (desk.change(number, version, change).isPresent()) {
                said.done(done, Long.toString(number));
            } else {
                said.inForm("key.gone");
            }
        } catch (StaleKeyException | OptimisticLockException changedMeanwhile) {
            desk.find(number)
                    .ifPresentOrElse(
                            row -> {
                                show(row);
                                said.inForm("key.stale");
                            },
                            () -> said.inForm("key.gone"));
        }
    }

    /** Deletes the key for good. */
    public void delete() {
        desk.delete(number);
        // Done also when somebody else was quicker: the key is gone.
        said.done("delete.done", Long.toString(number));
    }

    /** The key as it is stored; none before it was read. */
    public KeyRow getShown() {
        return shown;
    }

    /** Whether somebody has changed the key since the user has read it. */
    public boolean isStale() {
        return shown != null
                && !FacesContext.getCurrentInstance().getMessageList().isEmpty();
    }

    public long getNumber() {
        return number;
    }

    public void setNumber(long number) {
        this.number = number;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description == null ? "" : description;
    }

    public AccessRight getAccessRight() {
        return accessRight;
    }

    public void setAccessRight(AccessRight accessRight) {
        this.accessRight = accessRight;
    }
}
