package io.latchkey.contactimport;

import java.util.List;

/**
 * The progress of an import. It contains only ids, since the requesting key may lack read access to contacts.
 *
 * @param sessionId the id of the import
 * @param status {@code IMPORTING} or {@code FINISHED}
 * @param total the number of contacts in the import
 * @param processed the number of contacts that have been imported or have failed
 * @param mapping the contacts that have been added or changed
 * @param failedContacts the contacts that could not be
 */
public record ImportStatusDocument(
        String sessionId, String status, int total, int processed, List<Mapped> mapping, List<Failed> failedContacts) {

    /**
     * A contact that has been imported.
     *
     * @param index its position in the request, starting at 0
     * @param contactId its id
     * @param created whether it was new
     */
    public record Mapped(int index, long contactId, boolean created) {}

    /**
     * A contact that could not be imported.
     *
     * @param index its position in the request, starting at 0
     * @param reason the field and what is required of it
     */
    public record Failed(int index, String reason) {}
}
