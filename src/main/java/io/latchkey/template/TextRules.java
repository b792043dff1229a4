package io.latchkey.template;

import io.latchkey.problem.FieldError;
import java.util.List;

/** Rules for the texts of messages, with or without a template, that Jakarta Validation cannot check. */
public final class TextRules {

    private TextRules() {}

    /** Returns an error of the field if its text contains a Velocity directive, which is not executed here. */
    public static List<FieldError> directiveErrors(String field, String text) {
        return Placeholders.directive(text).stream()
                .map(directive -> new FieldError(
                        field, "contains the directive " + directive + ", but only placeholders are filled in here"))
                .toList();
    }

    /** Returns the error of a field that is not in a form that {@link EmailSender#parse} accepts. */
    public static FieldError notAnEmailSender(String field) {
        return new FieldError(field, "must be an e-mail address, or a name and an address in angle brackets");
    }
}
