package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;

/**
 * The {@link ConfiguredDataSource} for the container's pool; its connections survive a restart of the
 * database, and follow it to a new primary. A pool may keep a connection that the database has closed, and the
 * standard resource definition has no setting to prevent it.
 */
@Vetoed
public class RenewingDataSource extends ConfiguredDataSource {

    private final AtomicLong losses = new AtomicLong();
    private volatile String description = "";

    @Override
    public Connection getConnection() throws SQLException {
        return RenewedConnection.open(driver(), losses);
    }

    @Override
    RenewedConnection.Opening postgresql(String url, Config config) throws SQLException {
        return AwaitedDatabase.as(config, super.postgresql(url, config));
    }

    /** Returns the description that servers show for the resource. */
    public String getDescription() {
        return description;
    }

    /**
     * Called by the server with the definition's value; WildFly creates no pool for a class without any
     * property.
     */
    public void setDescription(String description) {
        this.description = description;
    }
}
