package io.latchkey.organisation;

import io.latchkey.password.PasswordHash;
import io.latchkey.password.PasswordUpgrade;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds and adds users, and authenticates them by password. */
@Singleton
public class Accounts {

    private final EntityManager entities;
    private final PasswordHash passwords;
    private final PasswordUpgrade upgrade;
    private final Clock clock;

    @Inject
    public Accounts(EntityManager entities, PasswordHash passwords, PasswordUpgrade upgrade, Clock clock) {
        this.entities = entities;
        this.passwords = passwords;
        this.upgrade = upgrade;
        this.clock = clock;
    }

    /**
     * Returns the user with this name, if the password is theirs; it is then rehashed if its hash is
     * outdated. A wrong name takes as long as a wrong password.
     */
    public Optional<AccountUser> authenticate(String name, char[] password) {
        Optional<AccountUser> user = findByName(name);
        if (user.isEmpty()) {
            passwords.verifyNobody(password);
        }
        Optional<AccountUser> right = user.filter(known -> passwords.verify(password, known.passwordHash()));
        right.ifPresent(known ->
                upgrade.upgrade(known.id(), known.passwordHash(), password).ifPresent(known::replaceHash));
        return right;
    }

    /**
     * Returns the user as stored now, unless their access has ended or their password was changed since they
     * were read: checking a password takes a while, and longer if others wait for theirs.
     */
    @Transactional
    public Optional<AccountUser> asStoredNow(AccountUser then) {
        return user(then.id()).filter(now -> now.hasPasswordOf(then));
    }

    /**
     * Returns whether the user still exists, with the role and the password that they had when they were
     * authenticated.
     */
    @Transactional
    public boolean isUnchanged(AccountPrincipal then) {
        return currentRole(then).filter(then.role()::equals).isPresent();
    }

    /**
     * Returns the role that the user has now; empty if the user no longer exists, or no longer has the password that
     * they had when they were authenticated.
     */
    @Transactional
    public Optional<AccountRole> currentRole(AccountPrincipal then) {
        return user(then.userId())
                .filter(now -> now.passwordSetAt().equals(then.passwordSetAt()))
                .map(AccountUser::role);
    }

    /** Returns the user with this name, in any organisation. */
    public Optional<AccountUser> findByName(String name) {
        return entities.createQuery(
                        "SELECT u FROM AccountUser u WHERE u.name = :name AND u.deletedAt IS NULL", AccountUser.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Returns the user with the id that a session carries. */
    public Optional<AccountUser> user(long id) {
        return entities.createQuery(
                        "SELECT u FROM AccountUser u WHERE u.id = :id AND u.deletedAt IS NULL", AccountUser.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Returns the names of the organisation's users with these ids, also of those who have been deleted, by id. */
    public Map<Long, String> names(long organisationId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "SELECT u.id, u.name FROM AccountUser u WHERE u.organisationId = :organisation AND u.id IN :ids",
                        Object[].class)
                .setParameter("organisation", organisationId)
                .setParameter("ids", Set.copyOf(ids))
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (String) row[1]));
    }

    /** Returns the address of a user of the organisation for notices; empty without one, as after the user's deletion. */
    public Optional<String> email(long organisationId, long userId) {
        return user(userId)
                .filter(user -> user.organisationId() == organisationId)
                .flatMap(AccountUser::email);
    }

    /**
     * Adds a user to an organisation that is stored.
     *
     * @param passwordHash a hash of {@link PasswordHash}; a user without one is known by their name to
     *     another system that signs them in
     * @throws jakarta.persistence.PersistenceException if the name is taken, in any organisation; may be
     *     thrown only when the transaction writes the row
     */
    @Transactional
    public AccountUser add(
            Organisation organisation, String userName, Optional<String> passwordHash, AccountRole role) {
        AccountUser user =
                new AccountUser(organisation, userName, passwordHash.orElse(PasswordHash.NONE), role, clock.instant());
        entities.persist(user);
        return user;
    }
}
