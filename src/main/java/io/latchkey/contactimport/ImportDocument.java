package io.latchkey.contactimport;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The response to a request for an import.
 *
 * @param asyncSessionId the id with which to query the status
 * @param failedContacts the contacts that are not valid and so are not imported
 */
@Schema(name = "ContactImportDocument")
public record ImportDocument(String asyncSessionId, List<FailedContact> failedContacts) {}
