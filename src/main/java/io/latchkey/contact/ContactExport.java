package io.latchkey.contact;

import io.latchkey.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Exports all contacts of an organisation in batches, keeping only one batch in memory. */
@Singleton
class ContactExport {

    private static final int BATCH = 500;

    private final ContactSearch search;
    private final ContactDocuments documents;
    private final Json json;

    @Inject
    ContactExport(ContactSearch search, ContactDocuments documents, Json json) {
        this.search = search;
        this.documents = documents;
        this.json = json;
    }

    /**
     * Writes the contacts that follow an id, in the order of their ids, each as one line of JSON.
     *
     * @throws IOException when the reader has disconnected
     */
    void write(long organisationId, long after, OutputStream out) throws IOException {
        List<Long> ids = search.following(organisationId, after, BATCH);
        while (!ids.isEmpty()) {
            for (ContactDocument contact : documents.of(organisationId, ids)) {
                out.write((json.write(contact) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            ids = search.following(organisationId, ids.get(ids.size() - 1), BATCH);
        }
    }
}
