package io.latchkey.page;

import io.latchkey.problem.Problem;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.Set;
import org.primefaces.PrimeFaces;

/** What the page says to its user in answer to an action, in their language. */
@Singleton
class Said {

    @Inject
    Said() {}

    /** A text of the resource bundle, with values in its places. */
    String text(String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "text");
        return new MessageFormat(texts.getString(key), faces.getViewRoot().getLocale()).format(values);
    }

    /** Says in passing that something was done. */
    void done(String key, Object... values) {
        PrimeFaces.current().ajax().addCallbackParam("said", text(key, values));
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** Says in passing that something was not done, and why. */
    void failed(String key, Object... values) {
        PrimeFaces.current().ajax().addCallbackParam("said", text(key, values));
    }

    /** Says in the form, until the next attempt, why it was not accepted. */
    void inForm(String key, Object... values) {
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text(key, values), ""));
    }

    /** Says in the form what is not valid, field by field; what of a field, its name in the form tells. */
    void invalid(Problem problem) {
        problem.errors().stream()
                .map(error -> error.field().replaceAll("[^A-Za-z].*", ""))
                .distinct()
                .forEach(field -> inForm("invalid." + field));
    }

    /** The same, as Jakarta Validation says it. */
    void invalid(Set<? extends ConstraintViolation<?>> violations) {
        violations.stream()
                .map(violation -> violation.getPropertyPath().iterator().next().getName())
                .distinct()
                .forEach(field -> inForm("invalid." + field));
    }
}
