package io.latchkey.keypage;

import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyStatus;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.problem.StaleVersionException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.primefaces.PrimeFaces;

/** Lets users copy, edit, disable, enable and delete a key. */
@Named("key")
@RequestScoped
public class KeyPage {

    private static final String FORM = "editForm";

    /** The parameter that says in which position the user saw the switch: true for an enabled key. */
    private static final String SEEN = "seen";

    @Inject
    private KeyPageService service;

    @Inject
    private RequestedKey asked;

    @Inject
    private KeyInEdit inEdit;

    @Inject
    private HttpServletRequest request;

    @Inject
    private UserMessages userMessages;

    @Inject
    private KeyFormErrors errors;

    private long number;
    private long version;
    private KeyForm form = new KeyForm();
    private KeyRow shown;
    private boolean stale;
    private List<ChangedField> changed = List.of();

    /** Reads the key named in the request, for a dialog that is about to be shown. */
    public void open() {
        asked.find().ifPresent(row -> {
            show(row);
            userMessages.opened();
        });
    }

    /** Does the same for the edit dialog, and fills its fields. */
    public void openEdit() {
        asked.find().ifPresent(row -> {
            show(row);
            form = KeyForm.of(row);
            inEdit.show(row);
            userMessages.opened();
        });
    }

    /**
     * Does the same for the switch of a key, unless the key is no longer in the state that the user saw: then
     * that is shown.
     */
    public void openSwitch() {
        asked.find().ifPresent(row -> {
            if (Boolean.toString(!row.enabled()).equals(request.getParameter(SEEN))) {
                userMessages.failed(row.enabled() ? "enable.already" : "disable.already", Long.toString(row.number()));
                asked.renderList();
            } else {
                show(row);
                userMessages.opened();
            }
        });
    }

    private void show(KeyRow row) {
        shown = row;
        number = row.number();
        version = row.version();
    }

    /** Passes the key in clear to the script in the browser, which copies it. */
    public void copy() {
        asked.find().map(KeyRow::number).ifPresent(this::copy);
    }

    private void copy(long wanted) {
        try {
            service.secret(wanted).ifPresentOrElse(token -> handOver(token, wanted), asked::reportGone);
        } catch (ProblemException refused) {
            boolean notKept = refused.problem().type().equals(ProblemType.KEY_NOT_KEPT.uri());
            userMessages.failed(notKept ? "copy.impossible" : "copy.later");
        }
    }

    private void handOver(KeyToken token, long of) {
        PrimeFaces.current().ajax().addCallbackParam("secret", token.value());
        PrimeFaces.current().ajax().addCallbackParam("copied", userMessages.text("copy.done", Long.toString(of)));
    }

    /**
     * Saves the changes, unless somebody else has changed the key in the meantime: then the current version
     * is shown.
     */
    public void save() {
        if (!inEdit.isOf(number)) {
            // The view holds another key, so it is not known which fields of the form the user has edited.
            showAgain("key.stale");
            startOver();
            return;
        }
        FieldErrors read = new FieldErrors();
        KeyChange change = new KeyFormReader(form, read).changeFrom(inEdit.before());
        if (!errors.accepts(FORM, read, change, () -> service.errors(change))) {
            return;
        }
        try {
            save(change);
        } catch (ProblemException invalid) {
            errors.show(FORM, invalid.problem().errors());
        }
    }

    private void save(KeyChange change) {
        try {
            if (service.change(number, version, change).isPresent()) {
                userMessages.done("edit.done", Long.toString(number));
            } else {
                userMessages.inForm("key.gone");
            }
        } catch (StaleVersionException | OptimisticLockException changedMeanwhile) {
            showAgain("key.stale");
            if (shown != null) {
                changed = inEdit.before().changedTo(KeyForm.of(shown));
                form.rebase(inEdit.before(), KeyForm.of(shown));
                inEdit.show(shown);
            }
        }
    }

    private void startOver() {
        if (shown != null) {
            form = KeyForm.of(shown);
            inEdit.show(shown);
        }
    }

    /** Enables or disables the key, if it has not been changed since the user was asked. */
    public void toggle(boolean enable) {
        String done = enable ? "enable.done" : "disable.done";
        KeyChange change = KeyChange.toStatus(enable ? KeyStatus.ENABLED : KeyStatus.DISABLED);
        try {
            if (service.change(number, version, change).isPresent()) {
                userMessages.done(done, Long.toString(number));
            } else {
                userMessages.inForm("key.gone");
            }
        } catch (StaleVersionException | OptimisticLockException changedMeanwhile) {
            // If somebody else has already done the same, a hasty yes to the repeated question would do the
            // opposite.
            Optional<KeyRow> current = service.find(number);
            if (current.filter(row -> row.enabled() == enable).isPresent()) {
                userMessages.done(done, Long.toString(number));
            } else {
                // Of what cannot be enabled any more, nobody is asked to confirm it.
                boolean canBeDone = !enable
                        || current.filter(row -> row.readiness() == Readiness.DISABLED)
                                .isPresent();
                showAgain(canBeDone ? "key.stale" : "enable.refused");
            }
        } catch (ProblemException refused) {
            // Refused as not valid is only a key that has expired or leaked.
            if (refused.problem().status() != ProblemType.INVALID_REQUEST.status()) {
                throw refused;
            }
            showAgain("enable.refused");
        }
    }

    /** Shows the key as it is now, and the reason. */
    private void showAgain(String why) {
        service.find(number)
                .ifPresentOrElse(
                        row -> {
                            show(row);
                            stale = true;
                            userMessages.inForm(why);
                        },
                        () -> userMessages.inForm("key.gone"));
    }

    /** Deletes the key permanently, if it has not been changed since the user was asked. */
    public void delete() {
        try {
            service.delete(number, version);
            // Also reported as done if somebody else was faster: the key is gone.
            userMessages.done("delete.done", Long.toString(number));
        } catch (StaleVersionException | OptimisticLockException changedMeanwhile) {
            showAgain("key.stale");
        }
    }

    /** Returns the key as it is stored; null before it has been read. */
    public KeyRow getShown() {
        return shown;
    }

    /**
     * Returns whether the key is shown again because somebody has changed it since the user read it, or
     * because it could not be enabled.
     */
    public boolean isStale() {
        return stale;
    }

    /**
     * Returns the fields, other than description and right, that somebody else has changed in the meantime, with
     * their current values.
     */
    public List<ChangedField> getChanged() {
        return changed;
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
