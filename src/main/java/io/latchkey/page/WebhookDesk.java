package io.latchkey.page;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.problem.ProblemException;
import io.latchkey.webhook.WebhookDocument;
import io.latchkey.webhook.WebhookRequest;
import io.latchkey.webhook.Webhooks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The webhook of the signed-in user's organisation, for its owners. */
@Singleton
@UserRoles(AccountRole.OWNER_ROLE)
public class WebhookDesk {

    private final Webhooks webhooks;
    private final CallingUser user;

    @Inject
    public WebhookDesk(Webhooks webhooks, CallingUser user) {
        this.webhooks = webhooks;
        this.user = user;
    }

    /** The webhook, without its secret. */
    public Optional<WebhookDocument> find() {
        return webhooks.read(user.get().organisationId());
    }

    /**
     * Sets the webhook, with a new secret.
     *
     * @throws ProblemException 400, when the address may not be called
     */
    public WebhookDocument set(WebhookRequest request) {
        return webhooks.set(user.get().organisationId(), request);
    }

    /** Removes the webhook; false when there is none. */
    public boolean remove() {
        return webhooks.remove(user.get().organisationId());
    }
}
