package io.latchkey.organisation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Finds and creates organisations. */
@Singleton
public class Organisations {

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    public Organisations(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Returns the organisation with the id that a principal carries. */
    public Optional<Organisation> find(long id) {
        return Optional.ofNullable(entities.find(Organisation.class, id));
    }

    /** Returns whether the organisation is the one with which the installation began. */
    public boolean isFirst(long organisationId) {
        return entities.createQuery("SELECT o.id FROM Organisation o ORDER BY o.id", Long.class)
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(first -> first == organisationId);
    }

    /** Returns whether no organisation exists yet, as at the first start with a database. */
    public boolean isEmpty() {
        return entities.createQuery("SELECT o.id FROM Organisation o", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Returns the id of the organisation, if there is exactly one. */
    public Optional<Long> findOnly() {
        List<Long> two = entities.createQuery("SELECT o.id FROM Organisation o", Long.class)
                .setMaxResults(2)
                .getResultList();
        return two.size() == 1 ? Optional.of(two.get(0)) : Optional.empty();
    }

    /** Creates an organisation without users. Its row is written at once, so that its users' rows can refer to it. */
    @Transactional
    public Organisation create(String name) {
        Organisation organisation = new Organisation(name, clock.instant());
        entities.persist(organisation);
        entities.flush();
        return organisation;
    }
}
