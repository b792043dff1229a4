package io.latchkey.openid;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.audit.CurrentActor;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Links the people for whom a provider vouches to users. The link is made at a person's first sign-in, and
 * lasts as long as the user.
 */
@Singleton
public class LinkedIdentities {

    private final EntityManager entities;
    private final Accounts accounts;
    private final AuditLog audit;
    private final CurrentActor actor;
    private final Clock clock;

    @Inject
    public LinkedIdentities(
            EntityManager entities, Accounts accounts, AuditLog audit, CurrentActor actor, Clock clock) {
        this.entities = entities;
        this.accounts = accounts;
        this.audit = audit;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * Returns the id of the user. At the first sign-in, this is the user with the name that the provider
     * states, unless that user is already linked to somebody else: a name at the provider may be given to
     * another person later, a subject never. Nobody is found by the address for notices, because users set it
     * themselves, to any address they like.
     *
     * <p>Must be called outside of any transaction, and again after a conflict, because somebody may sign in
     * twice at once.
     */
    @Transactional
    public Optional<Long> userId(OpenIdIdentity identity) {
        Optional<Long> linked = find(identity);
        return linked.isPresent()
                ? linked
                : identity.userName().flatMap(accounts::findByName).flatMap(user -> link(identity, user.id()));
    }

    private Optional<Long> find(OpenIdIdentity identity) {
        List<?> ids = entities.createNativeQuery(
                        "SELECT user_id FROM account_identity WHERE issuer = ?1 AND subject = ?2")
                .setParameter(1, identity.issuer())
                .setParameter(2, identity.subject())
                .getResultList();
        return ids.stream().map(id -> ((Number) id).longValue()).findFirst();
    }

    private Optional<Long> link(OpenIdIdentity identity, long userId) {
        // Serialises first sign-ins, and prevents one as a user who is being deleted.
        entities.find(AccountUser.class, userId, LockModeType.PESSIMISTIC_WRITE);
        int linked = entities.createNativeQuery("INSERT INTO account_identity (user_id, issuer, subject, linked_at)"
                        + " SELECT u.id, ?1, ?2, CAST(?3 AS TIMESTAMP WITH TIME ZONE) FROM account_user u"
                        + " WHERE u.id = ?4 AND u.deleted_at IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM account_identity i WHERE i.user_id = u.id)")
                .setParameter(1, identity.issuer())
                .setParameter(2, identity.subject())
                .setParameter(3, clock.instant().toString())
                .setParameter(4, userId)
                .executeUpdate();
        if (linked > 0) {
            AccountUser user = accounts.user(userId).orElseThrow();
            audit.add(
                    actor.as(user.name()),
                    AuditAction.USER_LINKED,
                    user.organisationId(),
                    user.name(),
                    Optional.empty(),
                    Optional.of(new LinkedIdentity(identity.issuer(), identity.subject())));
        }
        return find(identity);
    }
}
