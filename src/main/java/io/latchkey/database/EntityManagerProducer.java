package io.latchkey.database;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Produces the {@link EntityManager} to inject. As an alternative it takes precedence over those that a server of
 * Jakarta EE 11 adds for each persistence unit.
 */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@Singleton
public class EntityManagerProducer {

    @Produces
    @SuppressWarnings("UnusedVariable") // Read by CDI.
    @PersistenceContext(unitName = "latchkey")
    private EntityManager entityManager;
}
