package io.latchkey.keypage;

import io.latchkey.page.UserMessages;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.Violations;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.List;
import java.util.function.Supplier;

/** Shows what is not valid in a key's form, at its fields. */
@Singleton
class KeyFormErrors {

    private final UserMessages userMessages;
    private final Validator validator;

    @Inject
    KeyFormErrors(UserMessages userMessages, Validator validator) {
        this.userMessages = userMessages;
        this.validator = validator;
    }

    /**
     * Returns whether a request can be passed to the services. If it cannot, also shows what they would refuse, so that
     * the user can correct everything at once.
     *
     * @param read what could not be read of the form
     * @param wanted what could be read
     * @param refused what the services would refuse of it
     */
    boolean accepts(String form, FieldErrors read, Object wanted, Supplier<List<FieldError>> refused) {
        read.addAll(Violations.of(wanted, validator));
        if (read.list().isEmpty()) {
            return true;
        }
        show(form, read.list());
        show(form, refused.get());
        return false;
    }

    /** Shows the errors of a request. */
    void show(String form, List<FieldError> errors) {
        errors.stream()
                .map(error -> error.field().replaceAll("[^A-Za-z].*", ""))
                .distinct()
                .forEach(field -> atKeyField(form, field));
    }

    private void atKeyField(String form, String field) {
        String shownAs =
                switch (field) {
                    case "accessRight", "customRight" -> "right";
                    case "expiresAt" -> "expires";
                    case "allowedAddresses" -> "addresses";
                    default -> field;
                };
        String id = form + ":" + shownAs;
        userMessages.atField(id, "invalid." + field);
        FacesContext faces = FacesContext.getCurrentInstance();
        if (faces.getViewRoot().findComponent(id) instanceof UIInput input) {
            // Keeps what was typed, so that the user can correct it instead of typing it again: a text area
            // would be rendered empty. These fields contain no secrets.
            input.setSubmittedValue(
                    faces.getExternalContext().getRequestParameterMap().get(input.getClientId(faces)));
        }
    }
}
