package io.latchkey.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** A real PostgreSQL of a test's own, which can be stopped and started again with its data. */
final class PostgresProcess {

    /** How many connections it takes at a time. */
    static final int CONNECTIONS = 200;

    private final Path data;
    private Optional<EmbeddedPostgres> running;
    private int port;

    private PostgresProcess(Path data) {
        this.data = data;
        this.running = Optional.empty();
    }

    /** The process of a database that has none. */
    static PostgresProcess none() {
        return new PostgresProcess(Path.of(""));
    }

    static PostgresProcess start(Path data) {
        PostgresProcess process = new PostgresProcess(data);
        process.startAgain();
        return process;
    }

    void startAgain() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", Integer.toString(CONNECTIONS))
                // As in production: what was committed is there after a crash.
                .setServerConfig("synchronous_commit", "on");
        if (port != 0) {
            builder.setPort(port);
        }
        try {
            EmbeddedPostgres started = builder.start();
            port = started.getPort();
            running = Optional.of(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        try {
            if (running.isPresent()) {
                running.get().close();
                running = Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    DataSource superuser() {
        return running.orElseThrow().getPostgresDatabase();
    }
}
