package io.latchkey.database;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import javax.sql.DataSource;

/**
 * The one database resource, pooled by the container, and what is injected of it: the {@link DataSource} and the
 * {@link EntityManager}.
 */
@DataSourceDefinition(
        name = Database.NAME,
        className = "io.latchkey.database.RenewingDataSource",
        description = "Latchkey's database",
        minPoolSize = 2,
        maxPoolSize = 32,
        properties = {
            // Payara's words: a connection that the database closed is replaced, not handed out.
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=auto-commit",
            "fish.payara.fail-all-connections=true",
            "fish.payara.max-wait-time-in-millis=5000"
        })
@Singleton
public class Database {

    static final String NAME = "java:app/jdbc/latchkey";

    @Resource(lookup = NAME)
    private DataSource pool;

    @Produces
    @SuppressWarnings("UnusedVariable") // CDI reads it.
    @PersistenceContext(unitName = "latchkey")
    private EntityManager entityManager;

    /**
     * By a method: when Open Liberty deploys, it looks at what a field that is a producer names, asks for the class of this
     * resource, which has none yet, and fails with a {@link NullPointerException}.
     */
    @Produces
    public DataSource pooled() {
        return pool;
    }

    /** The same database past the pool. */
    @Produces
    @Unpooled
    public DataSource unpooled() {
        return new UnpooledDataSource(pool);
    }
}
