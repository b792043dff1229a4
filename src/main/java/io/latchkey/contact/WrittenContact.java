package io.latchkey.contact;

/**
 * The outcome of a write.
 *
 * @param contactId the contact that was written
 * @param created whether the contact is new
 */
public record WrittenContact(long contactId, boolean created) {}
