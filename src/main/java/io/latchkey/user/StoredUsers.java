package io.latchkey.user;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.DatabaseFault;
import io.latchkey.json.Patch;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.Organisation;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.security.AccessDenied;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and changes the users of the organisations in the database.
 *
 * <p>Each change locks the organisation. If two owners remove each other at the same time, one of them therefore
 * remains. Whoever creates a key waits for the same lock, so nothing slow may be done while it is held: passwords are
 * verified and hashed before. By the time the lock is taken, an owner may have been deleted or have lost the role,
 * which is why this is checked only then.
 *
 * <p>Each read has a transaction of its own. Without one, Open Liberty keeps what was read until the request ends, and
 * would not show a change that was made meanwhile.
 */
@Singleton
class StoredUsers {

    private static final int MAX_USERS = 1000;

    private static final String OF_ORGANISATION =
            " FROM AccountUser u WHERE u.organisationId = :organisation AND u.deletedAt IS NULL";

    private final EntityManager entities;
    private final Accounts accounts;
    private final UserConflicts conflicts;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    StoredUsers(EntityManager entities, Accounts accounts, UserConflicts conflicts, AuditLog audit, Clock clock) {
        this.entities = entities;
        this.accounts = accounts;
        this.conflicts = conflicts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Returns at most {@code limit} of the organisation's users whose ids come after the given one, ordered
     * by id.
     */
    @Transactional
    public List<AccountUser> list(long organisationId, long afterId, int limit) {
        return entities.createQuery(
                        "SELECT u" + OF_ORGANISATION + " AND u.id > :after ORDER BY u.id", AccountUser.class)
                .setParameter("organisation", organisationId)
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Returns the organisation's user with this id. */
    @Transactional
    public Optional<AccountUser> find(long organisationId, long id) {
        return entities.createQuery("SELECT u" + OF_ORGANISATION + " AND u.id = :id", AccountUser.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * Creates a user with the requested name and role; the address must be in its normal form.
     *
     * @throws ProblemException 403, if the owner no longer is one; 409, if the name is or was another user's,
     *     the address is another user's, or there are too many users; the field says which
     */
    @Transactional
    public AccountUser create(
            AccountPrincipal owner, UserRequest request, Optional<String> email, Optional<String> passwordHash) {
        long organisationId = owner.organisationId();
        Organisation organisation = lockAsOwner(owner);
        if (count(organisationId) >= MAX_USERS) {
            throw ProblemException.conflict("", "The organisation already has " + MAX_USERS + " users.");
        }
        refuse(conflicts.ofNew(request.name(), email));
        AccountUser user = accounts.add(organisation, request.name(), passwordHash, request.role());
        user.changeEmail(email);
        flush();
        audit.add(
                AuditAction.USER_CREATED,
                organisationId,
                user.name(),
                Optional.empty(),
                Optional.of(UserState.of(user)));
        return user;
    }

    /** Returns which parts of a change of the organisation's user with this id are in conflict with what is stored. */
    @Transactional
    public List<FieldError> conflicts(
            long organisationId, long id, Optional<Patch<String>> email, Optional<AccountRole> role) {
        return find(organisationId, id)
                .map(user -> conflicts.ofChange(user, email, role))
                .orElse(List.of());
    }

    private long count(long organisationId) {
        return entities.createQuery("SELECT COUNT(u)" + OF_ORGANISATION, Long.class)
                .setParameter("organisation", organisationId)
                .getSingleResult();
    }

    private static void refuse(List<FieldError> conflicts) {
        if (!conflicts.isEmpty()) {
            throw new ProblemException(Problem.conflict(conflicts));
        }
    }

    /**
     * Changes a user; omitted fields stay as they are. A new password ends the user's sessions.
     *
     * @throws ProblemException 403, if the owner no longer is one; 409, if the address is another user's, or
     *     the change would leave the organisation without an owner; the fields say which
     * @throws io.latchkey.problem.StaleVersionException if a field to be changed is no longer as it was seen
     */
    @Transactional
    public Optional<AccountUser> changeAs(
            AccountPrincipal owner, long id, Optional<SeenUser> seen, CheckedChange change) {
        lockAsOwner(owner);
        Optional<AccountUser> found = find(owner.organisationId(), id);
        found.ifPresent(user -> {
            seen.ifPresent(then -> then.requireIn(user, change));
            change(user, change);
        });
        return found;
    }

    /**
     * Changes a user's own data; omitted fields stay as they are. A new password ends the user's sessions.
     *
     * @param seen the user as they have seen their own data before the change, if known
     * @param verified the user as read when their current password was verified; empty if it was not asked
     *     for
     * @throws ProblemException 400, if that is no longer their password; 409, if the address is another
     *     user's
     * @throws io.latchkey.problem.StaleVersionException if a field to be changed is no longer as it was seen
     */
    @Transactional
    public Optional<AccountUser> changeOwn(
            AccountPrincipal own, Optional<SeenUser> seen, CheckedChange change, Optional<AccountUser> verified) {
        lock(own.organisationId());
        Optional<AccountUser> found = find(own.organisationId(), own.userId());
        found.ifPresent(user -> {
            if (verified.filter(then -> !user.hasPasswordOf(then)).isPresent()) {
                throw UserRules.wrongPresentPassword();
            }
            seen.ifPresent(then -> then.requireIn(user, change));
            change(user, change);
        });
        return found;
    }

    private void change(AccountUser user, CheckedChange change) {
        UserState before = UserState.of(user);
        apply(change, user);
        flush();
        audit.addChange(AuditAction.USER_CHANGED, user.organisationId(), user.name(), before, UserState.of(user));
    }

    private void flush() {
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw DatabaseFault.isDuplicate(e)
                    ? ProblemException.conflict(
                            "name", "The name is, or was, another user's, or the e-mail address belongs to one.")
                    : e;
        }
    }

    private void apply(CheckedChange change, AccountUser user) {
        refuse(conflicts.ofChange(user, change.email(), change.role()));
        change.email().ifPresent(email -> user.changeEmail(email.value()));
        change.passwordHash().ifPresent(hash -> user.changePassword(hash, clock.instant()));
        change.role().filter(role -> role != user.role()).ifPresent(user::changeRole);
    }

    /**
     * Ends a user's access; the keys that they have created keep working. Returns false if there is no such
     * user.
     *
     * @throws ProblemException 403, if the owner no longer is one; 409, if this would leave the organisation
     *     without an owner
     */
    @Transactional
    public boolean delete(AccountPrincipal owner, long id) {
        long organisationId = owner.organisationId();
        lockAsOwner(owner);
        Optional<AccountUser> found = find(organisationId, id);
        found.ifPresent(user -> {
            refuse(conflicts.ofDeletion(user));
            UserState last = UserState.of(user);
            user.delete(clock.instant());
            entities.flush();
            // The person who signed in as this user by OpenID Connect may be given another user.
            entities.createNativeQuery("DELETE FROM account_identity WHERE user_id = ?1")
                    .setParameter(1, user.id())
                    .executeUpdate();
            audit.add(AuditAction.USER_DELETED, organisationId, user.name(), Optional.of(last), Optional.empty());
        });
        return found.isPresent();
    }

    /**
     * Locks the organisation of an owner whose request was authenticated some time ago.
     *
     * @throws ProblemException 403, if they have been deleted or lost the role since, or if their password was
     *     changed: someone who knows only the old password may not be the owner
     */
    private Organisation lockAsOwner(AccountPrincipal owner) {
        Organisation organisation = lock(owner.organisationId());
        AccountUser now = find(owner.organisationId(), owner.userId())
                .filter(user -> user.role() == AccountRole.OWNER)
                .orElseThrow(() -> new AccessDenied(Set.of(AccountRole.OWNER_ROLE)));
        if (!now.passwordSetAt().equals(owner.passwordSetAt())) {
            throw new ProblemException(
                    Problem.ofStatus(403, "Your password was changed in the meantime; sign in with the new one."));
        }
        return organisation;
    }

    private Organisation lock(long organisationId) {
        OrganisationLock.take(entities, organisationId);
        return entities.find(Organisation.class, organisationId);
    }
}
