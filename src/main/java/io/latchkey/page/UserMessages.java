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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;

/**
 * Shows messages to the user in response to an action, in their language: briefly, in a form, or at one of
 * its fields. Can only be used while Jakarta Faces processes a request. Texts are identified by their keys in
 * the resource bundle {@code text}; if the bundle has no text of that name,
 * {@link java.util.MissingResourceException} is thrown.
 */
@Singleton
public class UserMessages {

    private static final Pattern INDEX = Pattern.compile("^[A-Za-z]+\\[([0-9]{1,8})]");

    private final Validator validator;

    @Inject
    UserMessages(Validator validator) {
        this.validator = validator;
    }

    /** Returns a text of the resource bundle, with its placeholders replaced by the values. */
    public String text(String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "text");
        return new MessageFormat(texts.getString(key), faces.getViewRoot().getLocale()).format(values);
    }

    /** Returns a text without placeholders, if the bundle contains it. */
    public Optional<String> find(String key) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "text");
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }

    /** Returns whether the user reads English, in which the details of the API are. */
    public boolean isEnglish() {
        return FacesContext.getCurrentInstance()
                .getViewRoot()
                .getLocale()
                .getLanguage()
                .equals(Locale.ENGLISH.getLanguage());
    }

    /** Opens a dialog, whose content is part of the response. */
    public void opened() {
        PrimeFaces.current().ajax().addCallbackParam("opened", true);
    }

    /** Briefly shows that something was done. */
    public void done(String key, Object... values) {
        PrimeFaces.current().ajax().addCallbackParam("said", text(key, values));
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** Briefly shows that something was not done, and why. */
    public void failed(String key, Object... values) {
        PrimeFaces.current().ajax().addCallbackParam("said", text(key, values));
    }

    /**
     * Tells the script that the request was considered; a response without any such message means that
     * nothing handled the request.
     */
    private static void markRefused() {
        PrimeFaces.current().ajax().addCallbackParam("refused", true);
    }

    /** Shows in the form, until the next attempt, why it was not accepted. */
    public void inForm(String key, Object... values) {
        markRefused();
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text(key, values), ""));
    }

    /**
     * Shows at the fields of a form why it was not accepted, using the bundle's texts for fields that are not
     * valid or that conflict with stored data; for a field with several lines, the text names those that are wrong.
     * Errors that belong to no field are shown above the form, as is the message that nothing was decided.
     *
     * @param form the id of the form, whose fields have the same names as those in the problem
     * @param texts the prefix of the texts' names: {@code users} for {@code users.invalid.email}
     */
    public void refused(String form, String texts, Problem problem) {
        if (problem.status() == ProblemType.UNAVAILABLE.status()) {
            inForm("refused.busy");
        }
        String kind = problem.status() == ProblemType.INVALID_REQUEST.status() ? ".invalid." : ".conflict.";
        Map<String, List<FieldError>> byField = problem.errors().stream()
                .collect(Collectors.groupingBy(
                        error -> error.field().replaceAll("[^A-Za-z].*", ""), LinkedHashMap::new, Collectors.toList()));
        byField.forEach((field, errors) -> {
            List<Integer> lines = errors.stream().flatMap(UserMessages::line).toList();
            if (field.isEmpty()) {
                inForm(texts + kind);
            } else if (lines.size() == errors.size()) {
                String named = lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
                atField(form + ":" + field, texts + kind + field + ".line", named, lines.size());
            } else {
                atField(form + ":" + field, texts + kind + field);
            }
        });
    }

    /** Returns the number of the line that an error refers to, starting at 1; empty if the error refers to no line. */
    private static Stream<Integer> line(FieldError error) {
        return INDEX.matcher(error.field()).results().map(index -> Integer.parseInt(index.group(1)) + 1);
    }

    /**
     * Returns whether Jakarta Validation accepts the form's request; violations are shown in the same way.
     */
    public boolean accepts(String form, String texts, Object wanted) {
        List<FieldError> errors = Violations.of(wanted, validator);
        if (!errors.isEmpty()) {
            refused(form, texts, Problem.invalid(errors));
        }
        return errors.isEmpty();
    }

    /**
     * Shows at a field what is wrong with it, only once; in the form, if the page has no such field. The field keeps
     * what its bean has for it, so that the user can correct it: nothing, if it is a secret.
     *
     * @param field the ids of the form and of the field, as {@code form:field}
     */
    public void atField(String field, String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        UIComponent component = faces.getViewRoot().findComponent(field);
        if (component instanceof UIInput input) {
            if (input.isValid()) {
                input.setValid(false);
                markRefused();
                if (input.getValue() instanceof String typed) {
                    // Otherwise an invalid field would be rendered empty.
                    input.setSubmittedValue(typed);
                }
                String text = text(key, values);
                faces.addMessage(field, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
            }
        } else {
            inForm(key, values);
        }
    }
}
