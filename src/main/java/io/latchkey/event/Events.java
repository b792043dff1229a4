package io.latchkey.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** The events of the organisations. */
@Singleton
public class Events {

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    public Events(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Stores an event that happens now; the parameters are JSON text. */
    @Transactional
    public void store(long organisationId, String eventTypeKey, String keyValue, String params) {
        Instant now = clock.instant();
        entities.persist(new Event(organisationId, eventTypeKey, keyValue, params, now, now));
    }
}
