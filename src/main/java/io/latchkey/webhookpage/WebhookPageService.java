package io.latchkey.webhookpage;

import io.latchkey.notice.NoticeDocument;
import io.latchkey.notice.NoticeHistory;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.ProblemException;
import io.latchkey.webhook.WebhookDocument;
import io.latchkey.webhook.WebhookRequest;
import io.latchkey.webhook.Webhooks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Manages the webhook of the signed-in user's organisation and reads its notices, for its owners. */
@Singleton
@UserRoles(AccountRole.OWNER_ROLE)
public class WebhookPageService {

    private final Webhooks webhooks;
    private final NoticeHistory notices;
    private final CallingUser user;

    @Inject
    public WebhookPageService(Webhooks webhooks, NoticeHistory notices, CallingUser user) {
        this.webhooks = webhooks;
        this.notices = notices;
        this.user = user;
    }

    /** Returns the webhook, without its secret. */
    public Optional<WebhookDocument> find() {
        return webhooks.read(user.organisationId());
    }

    /**
     * Returns the latest notices before a position, the latest first, whichever way they are sent.
     *
     * @throws SQLException if the database fails
     */
    public List<NoticeDocument> notices(long before, int limit) throws SQLException {
        return notices.before(user.organisationId(), before, limit);
    }

    /**
     * Sets the webhook, with a new secret, if it still has the version that the user has read, or still is not there.
     *
     * @param version the version, or {@link Webhooks#NONE}
     * @throws io.latchkey.problem.StaleVersionException if it does not
     * @throws ProblemException 400, if the address may not be called
     */
    public WebhookDocument set(WebhookRequest request, long version) {
        return webhooks.set(user.organisationId(), request, Optional.of(version));
    }

    /**
     * Removes the webhook, if it still has the version that the user has read; returns false if there is none.
     *
     * @throws io.latchkey.problem.StaleVersionException if it does not
     */
    public boolean remove(long version) {
        return webhooks.remove(user.organisationId(), Optional.of(version));
    }
}
