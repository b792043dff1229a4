package io.latchkey.message;

import io.latchkey.caller.ContinuedAdmission;
import io.latchkey.export.ExportParts;
import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import io.latchkey.outbox.Activity;
import io.latchkey.outbox.ActivityQuery;
import io.latchkey.outbox.MessageHistory;
import io.latchkey.right.ApiRole;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;

/**
 * Answers with pages of the outcomes of messages. A page of many is read while it is written, so that its length does
 * not cost any memory. What happens meanwhile may be at its end, as in a page read a moment later.
 */
@Singleton
class ActivityPages {

    /** How many are read at once. */
    static final int PART = 500;

    private final MessageHistory history;
    private final ExportWriter exports;
    private final ContinuedAdmission admission;
    private final Json json;

    @Inject
    ActivityPages(MessageHistory history, ExportWriter exports, ContinuedAdmission admission, Json json) {
        this.history = history;
        this.exports = exports;
        this.admission = admission;
        this.json = json;
    }

    /**
     * Returns the response with at most {@code limit} outcomes after the first ones; what is read while it is written
     * may end it unfinished. Without a body (HEAD), only the first part is read.
     */
    Response answer(ActivityQuery query, int first, int limit) {
        // One more tells whether the page is longer than a part.
        List<Activity> part = history.activity(query, first, Math.min(limit, PART + 1));
        if (part.size() <= PART) {
            return Response.ok(new ActivityList(
                            part.stream().map(ActivityDocument::of).toList()))
                    .build();
        }
        ExportParts parts = new ListParts(query, part.subList(0, PART), limit);
        return Response.ok(exports.body(ExportWriter.UNFINISHED_LIST, admission.ofCaller(ApiRole.CONTACTS_READ), parts))
                .build();
    }

    private final class ListParts implements ExportParts {

        private ActivityQuery query;
        private List<Activity> part;
        private int missing;
        private String before = "[";

        ListParts(ActivityQuery query, List<Activity> first, int limit) {
            this.query = query;
            this.part = first;
            this.missing = limit;
        }

        @Override
        public boolean write(Appendable text) throws IOException {
            if (before.equals(",")) {
                query = query.following(part.get(PART - 1));
                part = history.activity(query, 0, Math.min(missing, PART));
            }
            for (Activity activity : part) {
                text.append(before).append(json.write(ActivityDocument.of(activity)));
                before = ",";
            }
            missing -= part.size();
            boolean more = part.size() == PART && missing > 0;
            if (!more) {
                text.append("]");
            }
            return more;
        }
    }
}
