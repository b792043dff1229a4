package io.latchkey.contact;

/**
 * What became of a request.
 *
 * @param contactId the contact that was written
 * @param created whether it is new
 */
public record WrittenContact(long contactId, boolean created) {}
