package io.latchkey.contact;

import io.latchkey.caller.ContinuedAdmission;
import io.latchkey.export.ExportParts;
import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import io.latchkey.rest.PageResponse;
import io.latchkey.right.ApiRole;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Answers with pages of contacts. One with too much data to be in memory at once is read while it is written. A page
 * is never shortened: a client that pages by {@code startindex} would skip the contacts left out.
 */
@Singleton
class ContactPages {

    private final ContactPortions portions;
    private final ContactDocuments documents;
    private final ExportWriter exports;
    private final ContinuedAdmission admission;
    private final Json json;

    @Inject
    ContactPages(
            ContactPortions portions,
            ContactDocuments documents,
            ExportWriter exports,
            ContinuedAdmission admission,
            Json json) {
        this.portions = portions;
        this.documents = documents;
        this.exports = exports;
        this.admission = admission;
        this.json = json;
    }

    /**
     * Returns the response with a page of contacts; what is read while it is written may end it unfinished. Without a
     * body (HEAD), only the first part is read.
     */
    Response answer(long organisationId, PageResponse<Long> page, UriInfo uri) {
        List<Long> ids = page.rows();
        long last = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
        List<List<Long>> divided = portions.of(organisationId, ids);
        if (divided.size() > 1) {
            ExportParts parts = new ListParts(organisationId, divided.iterator());
            return page.answer(
                    exports.body(ExportWriter.UNFINISHED_LIST, admission.ofCaller(ApiRole.CONTACTS_READ), parts),
                    last,
                    uri);
        }
        List<Long> only = divided.isEmpty() ? List.of() : divided.get(0);
        return page.answer(new ContactListDocument(documents.of(organisationId, only)), last, uri);
    }

    private final class ListParts implements ExportParts {

        private final long organisationId;
        private final Iterator<List<Long>> rest;
        private String before = "[";

        ListParts(long organisationId, Iterator<List<Long>> portions) {
            this.organisationId = organisationId;
            this.rest = portions;
        }

        @Override
        public boolean write(Appendable text) throws IOException {
            for (ContactDocument contact : documents.of(organisationId, rest.next())) {
                text.append(before).append(json.write(contact));
                before = ",";
            }
            if (rest.hasNext()) {
                return true;
            }
            // A contact may have been deleted since the page was divided, and so each of them.
            text.append(before.equals("[") ? "[]" : "]");
            return false;
        }
    }
}
