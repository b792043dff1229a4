package io.latchkey.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.sql.DataSource;

/**
 * Defines the product's only database resource, pooled by the container, and produces the {@link DataSource}
 * to inject.
 */
@DataSourceDefinition(
        name = Database.NAME,
        className = "io.latchkey.database.RenewingDataSource",
        description = "Latchkey's database",
        minPoolSize = 2,
        maxPoolSize = 32,
        // The pool keeps no statements: RenewedConnection has to see where a transaction begins.
        maxStatements = 0,
        properties = {
            // Payara's properties: a connection closed by the database is replaced instead of being handed
            // out.
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

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    private DataSource pooled;
    private DataSource unpooled;

    @PostConstruct
    void begin() {
        pooled = new PooledDataSource(pool, transactions);
        unpooled = new UnpooledDataSource(pool);
    }

    /**
     * Returns the pool. A producer method rather than a field: at deployment, Open Liberty inspects the
     * resource named by a producer field, asks for its class, which is not known yet, and fails with a
     * {@link NullPointerException}.
     */
    @Produces
    public DataSource pooled() {
        return pooled;
    }

    /** Returns the same database, bypassing the pool; always the same, because it remembers its newest primary. */
    @Produces
    @Unpooled
    public DataSource unpooled() {
        return unpooled;
    }
}
