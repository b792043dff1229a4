package io.latchkey.user;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.DatabaseFault;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.Organisation;
import io.latchkey.organisation.PasswordHash;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The users of the organisations: made, listed, changed and deleted. Each change locks the organisation: of two owners who
 * remove each other at once, one stays.
 */
@Singleton
public class Users {

    private static final int MAX_USERS = 1000;

    private static final String OF_ORGANISATION =
            " FROM AccountUser u WHERE u.organisation.id = :organisation AND u.deletedAt IS NULL";

    private final EntityManager entities;
    private final Accounts accounts;
    private final PasswordHash passwords;
    private final PasswordRules passwordRules;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    public Users(
            EntityManager entities,
            Accounts accounts,
            PasswordHash passwords,
            PasswordRules passwordRules,
            AuditLog audit,
            Clock clock) {
        this.entities = entities;
        this.accounts = accounts;
        this.passwords = passwords;
        this.passwordRules = passwordRules;
        this.audit = audit;
        this.clock = clock;
    }

    /** The organisation's users in the order of their ids: at most {@code limit} of those after an id. */
    public List<AccountUser> list(long organisationId, long afterId, int limit) {
        return entities.createQuery(
                        "SELECT u" + OF_ORGANISATION + " AND u.id > :after ORDER BY u.id", AccountUser.class)
                .setParameter("organisation", organisationId)
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The user of the organisation. */
    public Optional<AccountUser> find(long organisationId, long id) {
        return entities.createQuery("SELECT u" + OF_ORGANISATION + " AND u.id = :id", AccountUser.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * Makes a user.
     *
     * @throws ProblemException 400, when the address or the password may not be used; 409, when the name is or was
     *     another user's, the address is, or there are too many users: the field says which
     */
    @Transactional
    public AccountUser create(long organisationId, UserRequest request) {
        Optional<char[]> password =
                Optional.ofNullable(request.password()).map(text -> passwordRules.checked(text, request.name()));
        Optional<String> email = Optional.ofNullable(request.email()).map(UserRules::email);
        Organisation organisation = lock(organisationId);
        if (count("SELECT COUNT(u)" + OF_ORGANISATION, organisationId) >= MAX_USERS) {
            throw ProblemException.conflict("", "The organisation has " + MAX_USERS + " users already.");
        }
        if (isTaken("u.name = :value", request.name())) {
            throw ProblemException.conflict("name", "The name is, or was, another user's.");
        }
        AccountUser user = password.isPresent()
                ? accounts.add(organisation, request.name(), password.get(), request.role())
                : accounts.addWithoutPassword(organisation, request.name(), request.role());
        writeTo(user, email);
        flush();
        audit.add(
                AuditAction.USER_CREATED,
                organisationId,
                user.name(),
                Optional.empty(),
                Optional.of(UserState.of(user)));
        return user;
    }

    /**
     * Changes a user; what the change leaves out stays. With another password their sessions end.
     *
     * @throws ProblemException 400, when the address or the password may not be used; 409, when the address is another
     *     user's, or it would leave the organisation without an owner
     */
    private Optional<AccountUser> change(long organisationId, long id, UserChange change) {
        lock(organisationId);
        Optional<AccountUser> found = find(organisationId, id);
        found.ifPresent(user -> {
            UserState before = UserState.of(user);
            apply(change, user);
            flush();
            audit.addChange(AuditAction.USER_CHANGED, organisationId, user.name(), before, UserState.of(user));
        });
        return found;
    }

    /**
     * A change by an owner, who changes their own address and password as everybody does.
     *
     * @throws ProblemException as there, and 400 for those two
     */
    @Transactional
    public Optional<AccountUser> changeAs(AccountPrincipal owner, long id, UserChange change) {
        if (id == owner.userId()) {
            change.newPassword().ifPresent(own -> refuseOwn("password"));
            change.newEmail().ifPresent(own -> refuseOwn("email"));
        }
        return change(owner.organisationId(), id, change);
    }

    private static void refuseOwn(String field) {
        throw ProblemException.invalid(field, "is changed at /manage/v1/users/me if it is your own");
    }

    /**
     * A change that a user makes of themselves. Both fields let somebody in, so both ask for the present password; a user
     * who has none asks an owner.
     *
     * @throws ProblemException 400, when the address or a password may not be used
     */
    @Transactional
    public Optional<AccountUser> changeOwn(long organisationId, long id, OwnChange change) {
        lock(organisationId);
        if (change.change().newPassword().isPresent()
                || change.change().newEmail().isPresent()) {
            boolean known = find(organisationId, id)
                    .filter(user -> change.knownPassword()
                            .filter(password -> accounts.isPassword(user, password.toCharArray()))
                            .isPresent())
                    .isPresent();
            if (!known) {
                throw ProblemException.invalid("presentPassword", "must be your present password");
            }
        }
        return change(organisationId, id, change.change());
    }

    /** In whichever organisation; an owner of another one may take it in the meantime. */
    private boolean isTaken(String what, String value) {
        return entities.createQuery("SELECT COUNT(u) FROM AccountUser u WHERE " + what, Long.class)
                        .setParameter("value", value)
                        .getSingleResult()
                > 0;
    }

    private void writeTo(AccountUser user, Optional<String> email) {
        Optional<String> key = email.map(AccountUser::emailKey);
        if (!key.equals(user.email().map(AccountUser::emailKey))
                && key.filter(address -> isTaken("u.emailKey = :value", address))
                        .isPresent()) {
            throw ProblemException.conflict("email", "The e-mail address is another user's.");
        }
        user.writeTo(email);
    }

    private void flush() {
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw DatabaseFault.isDuplicate(e)
                    ? ProblemException.conflict(
                            "name", "The name is, or was, another user's, or the e-mail address is.")
                    : e;
        }
    }

    private void apply(UserChange change, AccountUser user) {
        change.newEmail().ifPresent(email -> writeTo(user, email.value().map(UserRules::email)));
        change.newPassword()
                .ifPresent(password -> user.signInWith(
                        passwords.generate(passwordRules.checked(password, user.name())), clock.instant()));
        change.newRole().filter(role -> role != user.role()).ifPresent(role -> {
            keepAnOwner(user);
            user.act(role);
        });
    }

    /**
     * Ends a user's access; the keys that they have made live on. False when there is none.
     *
     * @throws ProblemException 409, when it would leave the organisation without an owner
     */
    @Transactional
    public boolean delete(long organisationId, long id) {
        lock(organisationId);
        Optional<AccountUser> found = find(organisationId, id);
        found.ifPresent(user -> {
            keepAnOwner(user);
            UserState last = UserState.of(user);
            user.delete(clock.instant());
            entities.flush();
            // Whoever signed in as the user by OpenID Connect may be made another one.
            entities.createNativeQuery("DELETE FROM account_identity WHERE user_id = ?1")
                    .setParameter(1, user.id())
                    .executeUpdate();
            audit.add(AuditAction.USER_DELETED, organisationId, user.name(), Optional.of(last), Optional.empty());
        });
        return found.isPresent();
    }

    private void keepAnOwner(AccountUser leaving) {
        if (leaving.role() == AccountRole.OWNER
                && count(
                                "SELECT COUNT(u)" + OF_ORGANISATION
                                        + " AND u.role = io.latchkey.organisation.AccountRole.OWNER",
                                leaving.organisation().id())
                        < 2) {
            throw ProblemException.conflict("role", "The organisation needs an owner. Make somebody else one first.");
        }
    }

    private long count(String query, long organisationId) {
        return entities.createQuery(query, Long.class)
                .setParameter("organisation", organisationId)
                .getSingleResult();
    }

    private Organisation lock(long organisationId) {
        return entities.find(Organisation.class, organisationId, LockModeType.PESSIMISTIC_WRITE);
    }
}
