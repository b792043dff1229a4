package io.latchkey.organisation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The organisations and their users. */
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
     * The user with this name, if the password is theirs, which is then hashed as passwords are today. A wrong name takes as
     * long as a wrong password.
     */
    public Optional<AccountUser> authenticate(String name, char[] password) {
        Optional<AccountUser> user = findByName(name);
        if (user.isEmpty()) {
            passwords.verifyNobody(password);
        }
        Optional<AccountUser> right = user.filter(known -> passwords.verify(password, known.passwordHash()));
        right.ifPresent(known -> upgrade.upgrade(known, password));
        return right;
    }

    /** The user with this name, in whichever organisation. */
    public Optional<AccountUser> findByName(String name) {
        return entities.createQuery(
                        "SELECT u FROM AccountUser u JOIN FETCH u.organisation WHERE u.name = :name"
                                + " AND u.deletedAt IS NULL",
                        AccountUser.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The user, by the id that a session carries. */
    public Optional<AccountUser> user(long id) {
        return entities.createQuery(
                        "SELECT u FROM AccountUser u JOIN FETCH u.organisation WHERE u.id = :id"
                                + " AND u.deletedAt IS NULL",
                        AccountUser.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The organisation, by the id that a principal carries. */
    public Optional<Organisation> organisation(long id) {
        return Optional.ofNullable(entities.find(Organisation.class, id));
    }

    /** Whether the organisation is the one that the installation began with. */
    public boolean isFirst(long organisationId) {
        return entities.createQuery("SELECT o.id FROM Organisation o ORDER BY o.id", Long.class)
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(first -> first == organisationId);
    }

    /** Whether no organisation exists yet: the first start with this database. */
    public boolean isEmpty() {
        return entities.createQuery("SELECT o.id FROM Organisation o", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The id of the organisation, while there is one alone. */
    public Optional<Long> onlyOrganisation() {
        List<Long> two = entities.createQuery("SELECT o.id FROM Organisation o", Long.class)
                .setMaxResults(2)
                .getResultList();
        return two.size() == 1 ? Optional.of(two.get(0)) : Optional.empty();
    }

    /** Makes an organisation with its first user, an owner. */
    @Transactional
    public AccountUser found(String organisationName, String userName, char[] password) {
        return found(organisationName, userName, Optional.empty(), password);
    }

    /** The same with the user's address. */
    @Transactional
    public AccountUser found(String organisationName, String userName, Optional<String> email, char[] password) {
        Organisation organisation = new Organisation(organisationName, clock.instant());
        entities.persist(organisation);
        AccountUser owner = add(organisation, userName, Optional.of(passwords.generate(password)), AccountRole.OWNER);
        owner.writeTo(email);
        return owner;
    }

    /**
     * Adds a user to an organisation.
     *
     * @param passwordHash one of {@link PasswordHash}; who has none is known by their address to another system that signs
     *     them in
     * @throws jakarta.persistence.PersistenceException when the name is taken, in whichever organisation
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
