package io.latchkey.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;

/**
 * The product's entities in a database without a server. EclipseLink weaves nothing into them, as on WildFly: each
 * relation that a query does not fetch takes a query of its own.
 */
public final class UnwovenEntities implements AutoCloseable {

    /** Also for a slow machine. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(25);

    private final DataSource dataSource;
    private final EntityManagerFactory factory;

    public UnwovenEntities(DataSource dataSource) {
        this.dataSource = dataSource;
        factory = new PersistenceProvider()
                .createEntityManagerFactory(
                        "latchkey",
                        Map.of(
                                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                                "jakarta.persistence.jtaDataSource", "",
                                "jakarta.persistence.nonJtaDataSource", dataSource));
    }

    /** One that has read nothing yet. Its transactions are its own; without one, it reads what is there. */
    public EntityManager open() {
        return factory.createEntityManager();
    }

    /**
     * Runs two transactions, of which the first is committed once the other waits for it, or is over. If the other does
     * not wait, it has not seen what the first has written.
     *
     * @throws java.util.concurrent.CompletionException with what the other has thrown
     */
    public void overlap(Consumer<EntityManager> first, Consumer<EntityManager> other) {
        inTransaction(writing -> {
                    first.accept(writing);
                    writing.flush();
                    HeldLocks held = held(writing);
                    CompletableFuture<?> beside = CompletableFuture.supplyAsync(() -> inTransaction(begun -> {
                        other.accept(begun);
                        return begun;
                    }));
                    Pause.until("the other transaction", LONG_ENOUGH, () -> beside.isDone() || held.waiting() > 0);
                    return beside;
                })
                .join();
    }

    private HeldLocks held(EntityManager writing) {
        try {
            return new HeldLocks(writing.unwrap(Connection.class), dataSource);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does the work in a transaction of its own, which is rolled back if the work throws something. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager writing = open()) {
            writing.getTransaction().begin();
            try {
                T result = work.apply(writing);
                writing.getTransaction().commit();
                return result;
            } finally {
                if (writing.getTransaction().isActive()) {
                    writing.getTransaction().rollback();
                }
            }
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
