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
 * How to import contacts.
 *
 * @param fields what of a stored contact may change; what is named and not sent is cleared; empty: whatever is sent
 * @param customFields the same for custom fields, by their ids
 * @param join names of segments to put each contact into
 * @param leave names of segments to take each contact out of
 * @param eventType the type of the event for each new contact; blank: none
 */
record ImportSettings(
        DedupeOn dedupeOn,
        Set<ContactField> fields,
        Set<Long> customFields,
        List<String> join,
        List<String> leave,
        boolean restoreDeleted,
        String eventType) {

    /**
     * The settings that a client has sent; what it has not sent is null.
     *
     * @throws ProblemException 400, naming each word that is not known
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
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new ImportSettings(
                way.get(),
                fields,
                Set.copyOf(orEmpty(customFields)),
                orEmpty(join),
                orEmpty(leave),
                restoreDeleted,
                eventType == null ? "" : eventType.strip());
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** How each contact is written. */
    WriteRules rules() {
        FieldSelection selection = new FieldSelection(
                Optional.of(fields).filter(named -> !named.isEmpty()),
                Optional.of(customFields).filter(named -> !named.isEmpty()));
        return new WriteRules(dedupeOn, restoreDeleted, true, selection);
    }
}
