package io.latchkey.outboxpage;

import io.latchkey.outbox.OutboxLine;
import io.latchkey.page.ListPart;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RequestNumbers;
import io.latchkey.page.RoleMissingException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The page of what was sent, or would have been: the organisation's outbox in parts, the latest message
 * first, or a single message.
 */
@Named("outbox")
@RequestScoped
public class OutboxPage {

    /** The parameter with the request id of the single message to show. */
    static final String MESSAGE = "message";

    private static final String BEFORE = "before";

    private static final int ROWS = 50;

    @Inject
    private OutboxPageService service;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    @Inject
    private HttpServletRequest request;

    private ListPart<OutboxLine> part = ListPart.none();
    private SentMessage shown;

    /**
     * Reads what is requested; answers 403 to a user who may not see it, and 404 if there is no such message.
     */
    public void load() throws IOException {
        try {
            Optional<String> wanted = Optional.ofNullable(request.getParameter(MESSAGE));
            if (wanted.isEmpty()) {
                part = ListPart.of(
                        service.before(numbers.find(BEFORE).orElse(Long.MAX_VALUE), ROWS + 1), ROWS, OutboxLine::id);
                return;
            }
            Optional<SentMessage> message = service.find(wanted.get());
            if (message.isEmpty()) {
                refusal.notFound();
            } else {
                shown = message.get();
            }
        } catch (RoleMissingException viewer) {
            refusal.forbidden();
        }
    }

    public List<OutboxLine> getLines() {
        return part.rows();
    }

    /**
     * Returns the id before which the part lies that is shown, or that the message was opened from; empty for the
     * latest part.
     */
    public String getBefore() {
        return numbers.find(BEFORE).map(id -> Long.toString(id)).orElse("");
    }

    /** Returns the id before which the next part lies; 0 if there is none. */
    public long getOlder() {
        return part.next();
    }

    /** Returns the single message that is shown; null for the list. */
    public SentMessage getShown() {
        return shown;
    }
}
