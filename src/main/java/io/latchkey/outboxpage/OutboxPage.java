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

/** What was sent, or would have been: the organisation's outbox part by part, the latest message first; or one message. */
@Named("outbox")
@RequestScoped
public class OutboxPage {

    /** The parameter with the request id of the message that is shown alone. */
    static final String MESSAGE = "message";

    private static final int ROWS = 50;

    @Inject
    private OutboxDesk desk;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    @Inject
    private HttpServletRequest request;

    private ListPart<OutboxLine> part = ListPart.none();
    private SentMessage shown;

    /** Reads what the request asks for; there is no page for a user who may not see it, nor of a message that there is not. */
    public void load() throws IOException {
        try {
            Optional<String> wanted = Optional.ofNullable(request.getParameter(MESSAGE));
            if (wanted.isEmpty()) {
                part = ListPart.of(
                        desk.before(numbers.find("before").orElse(Long.MAX_VALUE), ROWS + 1), ROWS, OutboxLine::id);
                return;
            }
            Optional<SentMessage> message = desk.find(wanted.get());
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

    /** The id that the next part lies before; 0 when there is none. */
    public long getOlder() {
        return part.next();
    }

    /** The message that is shown alone; none for the list. */
    public SentMessage getShown() {
        return shown;
    }
}
