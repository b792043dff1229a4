package io.latchkey.contactimport;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The answer to a request for an import.
 *
 * @param asyncSessionId what to ask for the status with
 * @param failedContacts the contacts that are not valid, and so are left out
 */
@Schema(name = "ContactImportDocument")
public record ImportDocument(String asyncSessionId, List<FailedContact> failedContacts) {}
