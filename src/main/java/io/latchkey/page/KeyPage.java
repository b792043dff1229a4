package io.latchkey.page;

import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.KeyToken;
import io.latchkey.key.StaleKeyException;
import io.latchkey.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Optional;
import java.util.Set;
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
    private KeyForm form = new KeyForm();
    private KeyRow shown;
    private boolean stale;

    /** Reads the key that the request names, for a dialog that is about to be shown. */
    public void open() {
        Optional<KeyRow> found = asked.find();
        if (found.isEmpty()) {
            return;
        }
        show(found.get());
        form = KeyForm.of(shown);
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
        try {
            handOver(desk.secret(number));
        } catch (ProblemException notKept) {
            said.failed("copy.impossible");
        }
    }

    private void handOver(Optional<KeyToken> token) {
        token.map(KeyToken::value).ifPresent(secret -> {
            PrimeFaces.current().ajax().addCallbackParam("secret", secret);
            PrimeFaces.current().ajax().addCallbackParam("copied", said.text("copy.done", Long.toString(number)));
        });
    }

    /** Stores what the form says, unless somebody has changed the key since it was read: then that is shown. */
    public void save() {
        Optional<KeyRow> before = desk.find(number);
        if (before.isEmpty()) {
            said.inForm("key.gone");
            return;
        }
        try {
            KeyChange change = form.change(before.get());
            Set<ConstraintViolation<KeyChange>> violations = validator.validate(change);
            if (!violations.isEmpty()) {
                said.invalid(violations);
                return;
            }
            change(change, "edit.done");
        } catch (ProblemException invalid) {
            said.invalid(invalid.problem());
        }
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
                                stale = true;
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
        return stale;
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

    public KeyForm getForm() {
        return form;
    }
}
