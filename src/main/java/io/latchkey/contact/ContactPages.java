package io.latchkey.contact;

import io.latchkey.export.ExportPart;
import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import io.latchkey.rest.PageResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Answers with pages of contacts. One with too much data to be in memory at once is read while it is written: with
 * fewer contacts than the client asked for, one that counts on by {@code startindex} would miss the others.
 */
@Singleton
class ContactPages {

    /** Begins an entry of the list that must be closed. */
    private static final String UNFINISHED = "," + ExportWriter.UNFINISHED_JSON;

    private final ContactPortions portions;
    private final ContactDocuments documents;
    private final ExportWriter exports;
    private final Json json;

    @Inject
    ContactPages(ContactPortions portions, ContactDocuments documents, ExportWriter exports, Json json) {
        this.portions = portions;
        this.documents = documents;
        this.exports = exports;
        this.json = json;
    }

    /** Returns the response with a page of contacts; what is read while it is written may end it unfinished. */
    Response answer(long organisationId, PageResponse<Long> page, UriInfo uri) {
        List<Long> ids = page.rows();
        long last = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
        List<List<Long>> parts = portions.of(organisationId, ids);
        Object body = parts.size() > 1
                ? inParts(organisationId, parts)
                : new ContactListDocument(documents.of(organisationId, parts.isEmpty() ? List.of() : parts.get(0)));
        return page.answer(body, last, uri);
    }

    private StreamingOutput inParts(long organisationId, List<List<Long>> parts) {
        return out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            exports.write(writer, UNFINISHED, new ListParts(organisationId, parts.iterator(), writer));
        };
    }

    private final class ListParts implements ExportPart {

        private final long organisationId;
        private final Iterator<List<Long>> parts;
        private final Writer writer;
        private String before = "[";

        ListParts(long organisationId, Iterator<List<Long>> parts, Writer writer) {
            this.organisationId = organisationId;
            this.parts = parts;
            this.writer = writer;
        }

        @Override
        public boolean write() throws IOException {
            for (ContactDocument contact : documents.of(organisationId, parts.next())) {
                writer.append(before).append(json.write(contact));
                before = ",";
            }
            if (parts.hasNext()) {
                return true;
            }
            // A contact may have been deleted since the page was divided, and so each of them.
            writer.append(before.equals("[") ? "[]" : "]");
            return false;
        }
    }
}
