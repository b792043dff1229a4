package io.latchkey.problem;

/**
 * One reason why a request is invalid.
 *
 * @param field the field's path, as {@code params[0].name}; empty for the body as a whole
 * @param detail what the field must be; never the value that was sent
 */
public record FieldError(String field, String detail) {}
