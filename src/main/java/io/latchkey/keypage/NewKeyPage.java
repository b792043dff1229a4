package io.latchkey.keypage;

import io.latchkey.key.KeyRequest;
import io.latchkey.page.Said;
import io.latchkey.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;

/** Makes a key and shows it in full: in the answer to that request, and no later. */
@Named("newKey")
@RequestScoped
public class NewKeyPage {

    private static final String FORM = "newKeyForm";

    @Inject
    private KeyDesk desk;

    @Inject
    private Validator validator;

    @Inject
    private Said said;

    @Inject
    private KeyFormErrors errors;

    @Inject
    private PublicAddress address;

    private KeyForm form = new KeyForm();
    private MadeKey made;

    /** Starts over. */
    public void open() {
        form = new KeyForm();
        said.opened();
    }

    /** Makes the key, or says in the form why not. */
    public void save() {
        try {
            KeyRequest wanted = form.request();
            Set<ConstraintViolation<KeyRequest>> violations = validator.validate(wanted);
            if (!violations.isEmpty()) {
                errors.say(FORM, violations);
                return;
            }
            made = MadeKey.of(desk.create(wanted), address);
            said.done("new.done", made.number());
        } catch (ProblemException invalid) {
            errors.say(FORM, invalid.problem());
        }
    }

    /** The key; none unless this request has made it. */
    public MadeKey getMade() {
        return made;
    }

    public KeyForm getForm() {
        return form;
    }
}
