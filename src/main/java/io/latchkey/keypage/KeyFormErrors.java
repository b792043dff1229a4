package io.latchkey.keypage;

import io.latchkey.page.UserMessages;
import io.latchkey.problem.Problem;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import java.util.Set;

/** Shows what is not valid in a key's form, at its fields. */
@Singleton
class KeyFormErrors {

    private final UserMessages userMessages;

    @Inject
    KeyFormErrors(UserMessages userMessages) {
        this.userMessages = userMessages;
    }

    /** Shows the errors of a request that the services have refused. */
    void show(String form, Problem problem) {
        problem.errors().stream()
                .map(error -> error.field().replaceAll("[^A-Za-z].*", ""))
                .distinct()
                .forEach(field -> atKeyField(form, field));
    }

    /** Shows the violations that Jakarta Validation has found. */
    void show(String form, Set<? extends ConstraintViolation<?>> violations) {
        violations.stream()
                .map(violation -> violation.getPropertyPath().iterator().next().getName())
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
