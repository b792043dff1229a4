package io.latchkey.contact;

import io.latchkey.caller.ContinuedAdmission;
import io.latchkey.export.ExportParts;
import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import io.latchkey.right.ApiRole;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Exports all contacts of an organisation in batches of ids, keeping only one portion of them in memory. */
@Singleton
class ContactExport {

    private static final int BATCH = 500;

    private final ContactSearch search;
    private final ContactPortions portions;
    private final ContactDocuments documents;
    private final Json json;
    private final ExportWriter exports;
    private final ContinuedAdmission admission;

    @Inject
    ContactExport(
            ContactSearch search,
            ContactPortions portions,
            ContactDocuments documents,
            Json json,
            ExportWriter exports,
            ContinuedAdmission admission) {
        this.search = search;
        this.portions = portions;
        this.documents = documents;
        this.json = json;
        this.exports = exports;
        this.admission = admission;
    }

    /**
     * Returns the contacts that follow an id, in the order of their ids, each as one line of JSON, for the caller
     * of the current request. Without a body (HEAD), only the first part is read.
     */
    StreamingOutput following(long organisationId, long after) {
        return exports.body(
                ExportWriter.UNFINISHED_JSON,
                admission.ofCaller(ApiRole.CONTACTS_READ),
                new Parts(organisationId, after));
    }

    private final class Parts implements ExportParts {

        private final long organisationId;
        private final Deque<List<Long>> read = new ArrayDeque<>();
        private boolean more = true;
        private long last;

        Parts(long organisationId, long after) {
            this.organisationId = organisationId;
            this.last = after;
        }

        @Override
        public boolean write(Appendable text) throws IOException {
            if (read.isEmpty()) {
                readOn();
            }
            if (!read.isEmpty()) {
                for (ContactDocument contact : documents.of(organisationId, read.remove())) {
                    text.append(json.write(contact)).append('\n');
                }
            }
            return more || !read.isEmpty();
        }

        private void readOn() {
            List<Long> ids = search.following(organisationId, last, BATCH);
            read.addAll(portions.of(organisationId, ids));
            more = ids.size() == BATCH;
            if (more) {
                last = ids.get(ids.size() - 1);
            }
        }
    }
}
