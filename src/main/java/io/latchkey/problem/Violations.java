package io.latchkey.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Converts violations of Jakarta Validation to the errors of a problem document. */
public final class Violations {

    /** Enough errors for a person; a value that is invalid throughout must not cost more than that. */
    private static final int MAX_ERRORS = 100;

    private Violations() {}

    /**
     * Returns the errors of a value, at most 100. If a list exceeds its size, only that is reported: its
     * entries are not validated, since a body can hold hundreds of thousands.
     */
    public static List<FieldError> of(Object value, Validator validator) {
        List<FieldError> overlong = OverlongLists.in(value);
        List<FieldError> errors = overlong.isEmpty() ? errors(validator.validate(value)) : overlong;
        return errors.stream().limit(MAX_ERRORS).toList();
    }

    /** Returns one error per violation, in the order of the fields' names. */
    public static List<FieldError> errors(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new FieldError(field(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::detail))
                .toList();
    }

    private static String field(Path path) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : path) {
            // The caller does not care about the Java method; its parameter has the name that the caller
            // used.
            if (node.getKind() == ElementKind.METHOD) {
                continue;
            }
            if (node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            }
            if (node.getName() == null || node.getName().startsWith("<")) {
                continue;
            }
            if (!field.isEmpty()) {
                field.append('.');
            }
            field.append(node.getName());
        }
        return field.toString();
    }
}
