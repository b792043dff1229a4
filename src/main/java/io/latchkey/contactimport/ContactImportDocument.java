package io.latchkey.contactimport;

import java.util.List;

/**
 * The response to a request for an import.
 *
 * @param asyncSessionId the id with which to query the status
 * @param failedContacts the contacts that are not valid and so are not imported
 */
public record ContactImportDocument(String asyncSessionId, List<FailedContact> failedContacts) {}
