package io.latchkey.contact;

import java.util.Optional;
import java.util.Set;

/**
 * Which fields of a stored contact a request may change. A field that is named and that the request leaves out is
 * cleared; one that is not named stays.
 *
 * @param fields the fields that are named; none when all may change that the request has
 * @param customFields the same for custom fields, by their ids
 */
public record FieldSelection(Optional<Set<ContactField>> fields, Optional<Set<Long>> customFields) {

    /** Whatever the request has. */
    public static final FieldSelection ALL = new FieldSelection(Optional.empty(), Optional.empty());

    boolean mayChange(ContactField field) {
        return fields.isEmpty() || fields.get().contains(field);
    }

    boolean names(ContactField field) {
        return fields.isPresent() && fields.get().contains(field);
    }

    boolean mayChange(long customField) {
        return customFields.isEmpty() || customFields.get().contains(customField);
    }
}
