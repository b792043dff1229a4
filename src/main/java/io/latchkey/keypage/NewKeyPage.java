package io.latchkey.keypage;

import io.latchkey.key.KeyRequest;
import io.latchkey.page.UserMessages;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Creates a key and shows it in full, but only in the response to that request. */
@Named("newKey")
@RequestScoped
public class NewKeyPage {

    private static final String FORM = "newKeyForm";

    @Inject
    private KeyPageService service;

    @Inject
    private UserMessages userMessages;

    @Inject
    private KeyFormErrors errors;

    @Inject
    private PublicAddress address;

    private KeyForm form = new KeyForm();
    private CreatedKey made;

    /** Opens the dialog with a new form. */
    public void open() {
        form = new KeyForm();
        userMessages.opened();
    }

    /** Creates the key, or shows in the form why it was not created. */
    public void save() {
        FieldErrors read = new FieldErrors();
        KeyRequest wanted = new KeyFormReader(form, read).request();
        if (!errors.accepts(FORM, read, wanted, () -> service.errors(wanted))) {
            return;
        }
        try {
            made = CreatedKey.of(service.create(wanted), Readiness.READY, address);
            userMessages.done("new.done", made.number());
        } catch (ProblemException invalid) {
            errors.show(FORM, invalid.problem().errors());
        }
    }

    /** Returns the key; null unless this request has created it. */
    public CreatedKey getMade() {
        return made;
    }

    public KeyForm getForm() {
        return form;
    }
}
