package io.latchkey.contact;

import io.latchkey.export.ExportPart;
import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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

    @Inject
    ContactExport(
            ContactSearch search,
            ContactPortions portions,
            ContactDocuments documents,
            Json json,
            ExportWriter exports) {
        this.search = search;
        this.portions = portions;
        this.documents = documents;
        this.json = json;
        this.exports = exports;
    }

    /**
     * Writes the contacts that follow an id, in the order of their ids, each as one line of JSON.
     *
     * @throws IOException when the reader has disconnected
     */
    void write(long organisationId, long after, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        exports.write(writer, ExportWriter.UNFINISHED_JSON, new Parts(organisationId, after, writer));
    }

    private final class Parts implements ExportPart {

        private final long organisationId;
        private final Writer writer;
        private final Deque<List<Long>> read = new ArrayDeque<>();
        private boolean more = true;
        private long last;

        Parts(long organisationId, long after, Writer writer) {
            this.organisationId = organisationId;
            this.writer = writer;
            this.last = after;
        }

        @Override
        public boolean write() throws IOException {
            if (read.isEmpty()) {
                readOn();
            }
            if (!read.isEmpty()) {
                for (ContactDocument contact : documents.of(organisationId, read.remove())) {
                    writer.append(json.write(contact)).append('\n');
                }
                writer.flush();
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
