package io.latchkey.page;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemType;
import io.latchkey.problem.Violations;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.primefaces.PrimeFaces;

/**
 * What the page says to its user in answer to an action, in their language: in passing, in a form or at one of its fields.
 * Only while Jakarta Faces answers a request. Texts are named by their keys in the resource bundle {@code text}; where the
 * bundle has none of that name, {@link java.util.MissingResourceException} is thrown.
 */
@Singleton
public class Said {

    private static final Pattern INDEX = Pattern.compile("^[A-Za-z]+\\[([0-9]{1,8})]");

    private final Validator validator;

    @Inject
    Said(Validator validator) {
        this.validator = validator;
    }

    /** A text of the resource bundle, with values in its places. */
    public String text(String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "text");
        return new MessageFormat(texts.getString(key), faces.getViewRoot().getLocale()).format(values);
    }

    /** A text without places, if the bundle has it. */
    public Optional<String> find(String key) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "text");
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }

    /** Lets a dialog open, whose content is in the answer. */
    public void opened() {
        PrimeFaces.current().ajax().addCallbackParam("opened", true);
    }

    /** Says in passing that something was done. */
    public void done(String key, Object... values) {
        PrimeFaces.current().ajax().addCallbackParam("said", text(key, values));
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** Says in passing that something was not done, and why. */
    public void failed(String key, Object... values) {
        PrimeFaces.current().ajax().addCallbackParam("said", text(key, values));
    }

    /** Tells the script that what was asked for was looked at; an answer without a word is one that nobody gave. */
    private static void refused() {
        PrimeFaces.current().ajax().addCallbackParam("refused", true);
    }

    /** Says in the form, until the next attempt, why it was not accepted. */
    public void inForm(String key, Object... values) {
        refused();
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text(key, values), ""));
    }

    /**
     * Says at the fields of a form why it was not accepted: in the words that the bundle has for a field that is not valid,
     * or that contradicts what is stored; of a field with several lines, which line. What is of no field is said above the
     * form, as is that nothing was decided.
     *
     * @param form the id of the form; its fields are called as those that the problem names
     * @param texts what the names of the texts begin with: {@code users} for {@code users.invalid.email}
     */
    public void refused(String form, String texts, Problem problem) {
        if (problem.status() == ProblemType.UNAVAILABLE.status()) {
            inForm("refused.busy");
        }
        String kind = problem.status() == ProblemType.INVALID_REQUEST.status() ? ".invalid." : ".conflict.";
        problem.errors().forEach(error -> {
            String field = error.field().replaceAll("[^A-Za-z].*", "");
            Matcher index = INDEX.matcher(error.field());
            if (field.isEmpty()) {
                inForm(texts + kind);
            } else if (index.find()) {
                atField(form + ":" + field, texts + kind + field + ".line", Integer.parseInt(index.group(1)) + 1);
            } else {
                atField(form + ":" + field, texts + kind + field);
            }
        });
    }

    /** Whether Jakarta Validation finds nothing wrong with what a form asks for; what it finds is said in the same way. */
    public boolean accepts(String form, String texts, Object wanted) {
        List<FieldError> errors = Violations.of(wanted, validator);
        if (!errors.isEmpty()) {
            refused(form, texts, Problem.invalid(errors));
        }
        return errors.isEmpty();
    }

    /**
     * Says at a field what is wrong with it, once; in the form, if the page has no such field.
     *
     * @param field the ids of its form and its own, as {@code form:field}
     */
    public void atField(String field, String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        UIComponent component = faces.getViewRoot().findComponent(field);
        if (component instanceof UIInput input) {
            if (input.isValid()) {
                input.setValid(false);
                refused();
                String text = text(key, values);
                faces.addMessage(field, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
            }
        } else {
            inForm(key, values);
        }
    }
}
