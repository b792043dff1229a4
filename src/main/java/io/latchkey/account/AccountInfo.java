package io.latchkey.account;

/**
 * What an integration may know of the account behind its key.
 *
 * @param organisationName the organisation's name
 * @param createdBy the name of the user who made the key
 */
public record AccountInfo(String organisationName, String createdBy) {}
