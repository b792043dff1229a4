package io.latchkey.contact;

/**
 * How a request is written to the contacts.
 *
 * @param dedupeOn by what a stored contact is known again
 * @param restoreDeleted whether someone who was deleted may be added again
 * @param confirmed whether the addresses count as the contact's own from now on; if not, those that are new do not
 * @param selection what of a stored contact may change
 */
public record WriteRules(DedupeOn dedupeOn, boolean restoreDeleted, boolean confirmed, FieldSelection selection) {

    /** One contact, added or changed on purpose. */
    public static final WriteRules SINGLE = new WriteRules(DedupeOn.ANY_CHANNEL, true, true, FieldSelection.ALL);

    /** One contact, changed by its id. */
    public static final WriteRules OF_ID = new WriteRules(DedupeOn.ID, true, true, FieldSelection.ALL);

    /** A form that anyone may have filled in with anyone's address. */
    public static final WriteRules SUBSCRIPTION = new WriteRules(DedupeOn.ANY_CHANNEL, true, false, FieldSelection.ALL);
}
