package io.latchkey.webhook;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.SqlInstant;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** The webhooks of the organisations, at most one each. */
@Singleton
public class Webhooks {

    /** The version of a webhook that is not there. */
    public static final long NONE = 0;

    /** The audit log's name for the setting. */
    private static final String SUBJECT = "webhook";

    /** Of calls that wait since the former address was unreachable or slow. */
    private static final String END_PAUSE =
            "UPDATE webhook_pause SET failures = 0, ends_at = ?2 WHERE organisation_id = ?1";

    private final EntityManager entities;
    private final WebhookGuard guard;
    private final WebhookVault vault;
    private final SecureRandom random;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    Webhooks(
            EntityManager entities,
            WebhookGuard guard,
            WebhookVault vault,
            SecureRandom random,
            AuditLog audit,
            Clock clock) {
        this.entities = entities;
        this.guard = guard;
        this.vault = vault;
        this.random = random;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Returns the organisation's webhook, without its secret. Runs in a transaction, since Open Liberty would
     * otherwise keep returning the value first read for the rest of the request.
     */
    @Transactional
    public Optional<WebhookDocument> read(long organisationId) {
        return find(organisationId).map(webhook -> WebhookDocument.of(webhook, Optional.empty()));
    }

    /** Returns the stored webhook; in a transaction for the same reason. */
    @Transactional
    Optional<Webhook> find(long organisationId) {
        return Optional.ofNullable(entities.find(Webhook.class, organisationId));
    }

    /**
     * Sets the address to be called from now on, with a new secret, as the previous receiver knows the old
     * one.
     *
     * @throws ProblemException 400, when the address may not be called
     */
    @Transactional
    public WebhookDocument set(long organisationId, WebhookRequest request) {
        return set(organisationId, request, Optional.empty());
    }

    /**
     * Does the same if nobody has set or removed the webhook since it was read.
     *
     * @param version the version that was read, or {@link #NONE}; empty if it does not matter
     * @throws StaleVersionException if somebody has
     */
    @Transactional
    public WebhookDocument set(long organisationId, WebhookRequest request, Optional<Long> version) {
        URI url = guard.read(request.url())
                .orElseThrow(() -> ProblemException.invalid(
                        "url", "must be an https address without a user or fragment, and not in a private network"));
        // The lock prevents two concurrent first settings.
        OrganisationLock.take(entities, organisationId);
        // Nor may the secret be sealed again under another master key in between.
        Optional<Webhook> known =
                Optional.ofNullable(entities.find(Webhook.class, organisationId, LockModeType.PESSIMISTIC_WRITE));
        StaleVersionException.require(version, known.map(Webhook::version).orElse(NONE), SUBJECT);
        Optional<URI> urlBefore = known.map(Webhook::url);
        Optional<Record> before = known.map(WebhookState::of);
        WebhookSecret secret = WebhookSecret.generate(random);
        byte[] sealed = vault.seal(secret, organisationId);
        Webhook webhook = known.orElseGet(
                () -> new Webhook(organisationId, url, sealed, vault.currentVersion(), clock.instant()));
        webhook.change(url, sealed, vault.currentVersion(), clock.instant());
        entities.persist(webhook);
        entities.flush();
        endPause(organisationId);
        WebhookState after = WebhookState.of(webhook, urlBefore.orElse(url));
        audit.add(AuditAction.WEBHOOK_SET, organisationId, SUBJECT, before, Optional.of(after));
        return WebhookDocument.of(webhook, Optional.of(secret));
    }

    /** Removes the organisation's webhook; returns false when there was none. */
    @Transactional
    public boolean remove(long organisationId) {
        return remove(organisationId, Optional.empty());
    }

    /**
     * Does the same if nobody has set the webhook again since it was read.
     *
     * @param version the version that was read; empty if it does not matter
     * @throws StaleVersionException if somebody has
     */
    @Transactional
    public boolean remove(long organisationId, Optional<Long> version) {
        OrganisationLock.take(entities, organisationId);
        Optional<Webhook> known = find(organisationId);
        known.ifPresent(webhook -> {
            StaleVersionException.require(version, webhook.version(), SUBJECT);
            entities.remove(webhook);
            entities.flush();
            endPause(organisationId);
            audit.add(
                    AuditAction.WEBHOOK_REMOVED,
                    organisationId,
                    SUBJECT,
                    Optional.of(WebhookState.of(webhook)),
                    Optional.empty());
        });
        return known.isPresent();
    }

    private void endPause(long organisationId) {
        entities.createNativeQuery(END_PAUSE)
                .setParameter(1, organisationId)
                .setParameter(2, SqlInstant.of(clock.instant()))
                .executeUpdate();
    }
}
