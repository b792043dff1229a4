package io.latchkey.contact;

/**
 * How a request is applied to the contacts.
 *
 * @param dedupeOn what identifies a stored contact
 * @param restoreDeleted whether a deleted contact may be added again
 * @param confirmed whether the addresses become confirmed; if not, new ones are unconfirmed and replace no
 *     confirmed one
 * @param selection the fields of a stored contact that may change
 */
public record WriteRules(DedupeOn dedupeOn, boolean restoreDeleted, boolean confirmed, FieldSelection selection) {

    /** A single contact, added or changed on purpose. */
    public static final WriteRules SINGLE = new WriteRules(DedupeOn.ANY_CHANNEL, true, true, FieldSelection.ALL);

    /** A single contact, changed by its id. */
    public static final WriteRules OF_ID = new WriteRules(DedupeOn.ID, true, true, FieldSelection.ALL);

    /** A form that anyone may have submitted with anyone's address. */
    public static final WriteRules SUBSCRIPTION = new WriteRules(DedupeOn.ANY_CHANNEL, true, false, FieldSelection.ALL);
}
