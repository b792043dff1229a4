package io.latchkey.contactimport;

import io.latchkey.contact.ContactField;
import io.latchkey.contact.DedupeOn;
import io.latchkey.contact.FieldSelection;
import io.latchkey.contact.WriteRules;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Specifies how to import contacts.
 *
 * @param fields the fields of a stored contact that may change; those named but not sent are cleared; if
 *     empty, all that are sent, including those that cannot be named
 * @param customFields the ids of the custom fields of a stored contact that may change, maybe none; empty if all of
 *     them may
 * @param join names of segments to add each contact to
 * @param leave names of segments to remove each contact from
 * @param eventType the type of the event for each new contact; blank for none
 */
record ImportSettings(
        DedupeOn dedupeOn,
        Set<ContactField> fields,
        Optional<Set<Long>> customFields,
        List<String> join,
        List<String> leave,
        boolean restoreDeleted,
        String eventType) {

    /**
     * Creates the settings from what a client has sent; absent values are null.
     *
     * @throws ProblemException 400, naming each unknown word
     */
    static ImportSettings of(
            String dedupeOn,
            List<String> contactFields,
            List<Long> customFields,
            List<String> join,
            List<String> leave,
            boolean restoreDeleted,
            String eventType) {
        List<FieldError> errors = new ArrayList<>();
        Optional<DedupeOn> way =
                dedupeOn == null || dedupeOn.isBlank() ? Optional.of(DedupeOn.EMAIL) : DedupeOn.of(dedupeOn);
        if (way.isEmpty()) {
            errors.add(new FieldError("dedupeOn", "must be one of: email, sms, email_or_sms, id, externalCustomerId"));
        }
        Set<ContactField> fields = new TreeSet<>();
        List<String> named = orEmpty(contactFields);
        for (int i = 0; i < named.size(); i++) {
            Optional<ContactField> field = ContactField.of(named.get(i));
            field.ifPresent(fields::add);
            if (field.isEmpty()) {
                errors.add(new FieldError("contactFields[" + i + "]", "is not the name of a contact field"));
            }
        }
        ProblemException.throwIfAny(errors);
        return new ImportSettings(
                way.get(),
                fields,
                Optional.ofNullable(customFields).map(Set::copyOf),
                orEmpty(join),
                orEmpty(leave),
                restoreDeleted,
                eventType == null ? "" : eventType.strip());
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Returns the rules by which each contact is written. */
    WriteRules rules() {
        FieldSelection selection =
                new FieldSelection(Optional.of(fields).filter(named -> !named.isEmpty()), customFields);
        return new WriteRules(dedupeOn, restoreDeleted, true, selection);
    }
}
