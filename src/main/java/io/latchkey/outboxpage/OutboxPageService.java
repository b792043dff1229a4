package io.latchkey.outboxpage;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.outbox.Fillings;
import io.latchkey.outbox.MessageHistory;
import io.latchkey.outbox.Outbox;
import io.latchkey.outbox.OutboxLine;
import io.latchkey.page.UserRoles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads the outbox of the signed-in user's organisation, if their role permits it. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class OutboxPageService {

    private final MessageHistory history;
    private final Outbox outbox;
    private final Fillings fillings;
    private final CallingUser user;

    @Inject
    public OutboxPageService(MessageHistory history, Outbox outbox, Fillings fillings, CallingUser user) {
        this.history = history;
        this.outbox = outbox;
        this.fillings = fillings;
        this.user = user;
    }

    /** Returns the latest messages before an id, the latest first. */
    public List<OutboxLine> before(long id, int limit) {
        return history.latest(user.organisationId(), id, limit);
    }

    /** Returns the message with this request id. */
    public Optional<SentMessage> find(String requestId) {
        return Optional.of(requestId)
                .filter(id -> id.matches("[0-9a-f-]{36}"))
                .flatMap(id -> outbox.read(user.organisationId(), id))
                .map(message -> SentMessage.of(message, outbox.content(message.contentId()), fillings.of(message)));
    }
}
