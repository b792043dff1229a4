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
    private final Clock clock;

    @Inject
    public Accounts(EntityManager entities, PasswordHash passwords, Clock clock) {
        this.entities = entities;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The user with this name, if the password is theirs. A wrong name takes as long as a wrong password. */
    public Optional<AccountUser> authenticate(String name, char[] password) {
        Optional<AccountUser> user = find(name);
        if (user.isEmpty()) {
            passwords.verifyNobody(password);
        }
        return user.filter(known -> passwords.verify(password, known.passwordHash()));
    }

    private Optional<AccountUser> find(String name) {
        return entities.createQuery(
                        "SELECT u FROM AccountUser u JOIN FETCH u.organisation WHERE u.name = :name", AccountUser.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The user, by the id that a session carries. */
    public Optional<AccountUser> user(long id) {
        return entities.createQuery(
                        "SELECT u FROM AccountUser u JOIN FETCH u.organisation WHERE u.id = :id", AccountUser.class)
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
        Organisation organisation = new Organisation(organisationName, clock.instant());
        entities.persist(organisation);
        return add(organisation, userName, password, AccountRole.OWNER);
    }

    /**
     * Adds a user to an organisation.
     *
     * @throws jakarta.persistence.PersistenceException when the name is taken, in whichever organisation
     */
    @Transactional
    public AccountUser add(Organisation organisation, String userName, char[] password, AccountRole role) {
        AccountUser user = new AccountUser(organisation, userName, passwords.generate(password), role, clock.instant());
        entities.persist(user);
        return user;
    }
}
