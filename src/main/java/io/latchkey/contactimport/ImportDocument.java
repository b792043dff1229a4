package io.latchkey.contactimport;

import java.util.List;

/**
 * The answer to a request for an import.
 *
 * @param asyncSessionId what to ask for the status with
 * @param failedContacts the contacts that are not valid, and so are left out
 */
public record ImportDocument(String asyncSessionId, List<FailedContact> failedContacts) {}
