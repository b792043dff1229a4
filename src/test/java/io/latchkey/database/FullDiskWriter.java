package io.latchkey.database;

import io.latchkey.testing.FullDisk;
import io.latchkey.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process of its own that writes to the embedded database while its disk is full, gets a little room, and is full again. Whenever
 * it fails it tries again with a new connection, as a pool does. What was confirmed is in the file {@code confirmed} at the end.
 *
 * <p>H2 2.5.252 sometimes locks itself up when two connections find the disk full at once: the one that closes its file waits for the
 * one that reports the error, and this one for it. The process then halts, as an operator would kill a node.
 */
final class FullDiskWriter {

    /** The exit code after H2 has locked itself up. */
    static final int LOCKED_UP = 70;

    /** Several times as long as the writing takes. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration FULL = Duration.ofSeconds(3);
    private static final int TIMES = 4;
    private static final int LITTLE_ROOM = 1_500_000;
    private static final int WRITERS = 6;

    private final RenewedConnection.Opening database;
    private final AtomicLong ids = new AtomicLong();
    private final Set<Long> confirmed = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    private FullDiskWriter(RenewedConnection.Opening database) {
        this.database = database;
    }

    /** The argument is the data directory. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        FullDiskWriter writer = new FullDiskWriter(
                ConfiguredDataSource.embedded(new MapConfig(Map.of("latchkey.data.directory", folder.toString()))));
        Thread limit = new Thread(() -> writer.haltAfterLimit(folder));
        limit.setDaemon(true);
        limit.start();
        writer.write(folder);
    }

    /** Unlike an exit, this does not wait for what H2 does when the process ends. */
    private void haltAfterLimit(Path folder) {
        try {
            Thread.sleep(LIMIT.toMillis());
            saveConfirmed(folder);
        } catch (InterruptedException | IOException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(LOCKED_UP);
    }

    private void saveConfirmed(Path folder) throws IOException {
        List<String> lines = confirmed.stream().map(String::valueOf).toList();
        Files.write(folder.resolve("confirmed"), lines);
    }

    private void write(Path folder) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (Connection first = database.open();
                Statement statement = first.createStatement()) {
            statement.execute("CREATE TABLE written (id BIGINT PRIMARY KEY, text VARCHAR(2000))");
            // H2 frees parts of its file after so many milliseconds, 45,000 unless it is told otherwise.
            statement.execute("SET RETENTION_TIME 2000");
            insert(first);
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(this::writeOnAndOn);
            }
            long size = Files.size(folder.resolve("latchkey.mv.db"));
            for (int i = 0; i < TIMES; i++) {
                try (FullDisk full = FullDisk.of(ProcessHandle.current().pid(), size)) {
                    Thread.sleep(FULL.toMillis());
                }
                size = Files.size(folder.resolve("latchkey.mv.db")) + LITTLE_ROOM;
            }
        } catch (SQLException closedMeanwhile) {
            // Of the first connection, which the full disk has ended.
        } finally {
            ended = true;
        }
        writers.shutdown();
        writers.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        saveConfirmed(folder);
    }

    private void writeOnAndOn() {
        while (!ended) {
            try (Connection connection = database.open()) {
                while (!ended) {
                    insert(connection);
                    Thread.sleep(2);
                }
            } catch (SQLException full) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void insert(Connection connection) throws SQLException {
        long id = ids.incrementAndGet();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO written VALUES (?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, Long.toHexString(id).repeat(100));
            insert.executeUpdate();
        }
        confirmed.add(id);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
