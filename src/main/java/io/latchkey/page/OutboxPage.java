package io.latchkey.page;

import io.latchkey.outbox.OutboxLine;
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

    private static final int PART = 50;

    @Inject
    private OutboxDesk desk;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    @Inject
    private HttpServletRequest request;

    private List<OutboxLine> found = List.of();
    private SentMessage shown;

    /** Reads what the request asks for; there is no page for a user who may not see it, nor of a message that there is not. */
    public void load() throws IOException {
        try {
            Optional<String> wanted = Optional.ofNullable(request.getParameter(MESSAGE));
            if (wanted.isEmpty()) {
                found = desk.before(numbers.find("before").orElse(Long.MAX_VALUE), PART + 1);
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
        return found.subList(0, Math.min(PART, found.size()));
    }

    /** The id that the next part lies before; 0 when there is none. */
    public long getOlder() {
        return found.size() > PART ? found.get(PART - 1).id() : 0;
    }

    /** The message that is shown alone; none for the list. */
    public SentMessage getShown() {
        return shown;
    }
}
