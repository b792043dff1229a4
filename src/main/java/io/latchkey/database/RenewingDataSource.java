package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The {@link ConfiguredDataSource} for the container's pool: its connections outlive a restart of the database. A pool may keep
 * a connection that the database has closed, and the standard's definition of a resource has no word against it.
 */
@Vetoed
public class RenewingDataSource extends ConfiguredDataSource {

    private final AtomicLong losses = new AtomicLong();
    private volatile String description = "";

    @Override
    public Connection getConnection() throws SQLException {
        return RenewedConnection.open(super::getConnection, losses);
    }

    /** What servers show of the resource. */
    public String getDescription() {
        return description;
    }

    /** Set by the server from the definition; WildFly makes no pool of a class without any property. */
    public void setDescription(String description) {
        this.description = description;
    }
}
