package io.latchkey.contactimport;

import java.util.List;

/**
 * How far an import is. It holds ids only: the key that asks may be one that does not read contacts.
 *
 * @param sessionId the import
 * @param status {@code IMPORTING} or {@code FINISHED}
 * @param total how many contacts it has
 * @param processed how many of them are done or have failed
 * @param mapping the contacts that have been added or changed
 * @param failedContacts those that could not be
 */
public record ImportStatusDocument(
        String sessionId, String status, int total, int processed, List<Mapped> mapping, List<Failed> failedContacts) {

    /**
     * A contact that has been imported.
     *
     * @param index its place in the request, from 0 on
     * @param contactId its id
     * @param created whether it was new
     */
    public record Mapped(int index, long contactId, boolean created) {}

    /**
     * A contact that could not be imported.
     *
     * @param index its place in the request, from 0 on
     * @param reason the field and what it must be
     */
    public record Failed(int index, String reason) {}
}
