package io.latchkey.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;

/**
 * The product's entities in a database without a server. EclipseLink weaves nothing into them, as on WildFly: each
 * relation that a query does not fetch takes a query of its own.
 */
public final class UnwovenEntities implements AutoCloseable {

    private final EntityManagerFactory factory;

    public UnwovenEntities(DataSource dataSource) {
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

    @Override
    public void close() {
        factory.close();
    }
}
