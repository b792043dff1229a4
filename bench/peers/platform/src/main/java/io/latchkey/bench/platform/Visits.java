package io.latchkey.bench.platform;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** What the page and the resource ask the database. Driver and sizes of the pool are Latchkey's. */
@Named
@RequestScoped
@DataSourceDefinition(
        name = "java:app/jdbc/platform",
        className = "io.latchkey.bench.platform.VisitDatabase",
        user = "postgres",
        password = "postgres",
        minPoolSize = 2,
        maxPoolSize = 32)
public class Visits {

    @PersistenceContext
    private EntityManager entities;

    @Transactional
    public long count() {
        return entities.createQuery("SELECT COUNT(visit) FROM Visit visit", Long.class).getSingleResult();
    }
}
