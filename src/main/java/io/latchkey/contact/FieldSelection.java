package io.latchkey.contact;

import java.util.Optional;
import java.util.Set;

/**
 * Selects the fields of a stored contact that a request may change. A named field that is absent from the
 * request is cleared; one that is not named is kept.
 *
 * @param fields the named fields; empty when all fields in the request may change, including those that cannot be
 *     named
 * @param customFields the same for custom fields, by their ids
 */
public record FieldSelection(Optional<Set<ContactField>> fields, Optional<Set<Long>> customFields) {

    /** All fields in the request. */
    public static final FieldSelection ALL = new FieldSelection(Optional.empty(), Optional.empty());

    boolean mayChange(ContactField field) {
        return fields.isEmpty() || fields.get().contains(field);
    }

    /** Returns whether data that is no {@link ContactField}, and so cannot be named, may change. */
    boolean mayChangeUnnamed() {
        return fields.isEmpty();
    }

    boolean names(ContactField field) {
        return fields.isPresent() && fields.get().contains(field);
    }

    boolean mayChange(long customField) {
        return customFields.isEmpty() || customFields.get().contains(customField);
    }
}
