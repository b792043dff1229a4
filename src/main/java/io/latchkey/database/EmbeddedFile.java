package io.latchkey.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * The file of the embedded database, in the data directory. H2 closes it when a write fails. If it is opened
 * again and again while the disk is full, H2 writes some commits into parts of the file that it has freed, fails
 * with others, and may then go on from an older state: commits that it has confirmed are lost. Therefore each
 * connection is opened only if the file has room to grow.
 */
final class EmbeddedFile {

    /** In bytes: room for many commits, so that a file that has just been opened is not closed at once. */
    private static final int ROOM = 1024 * 1024;

    private final Path directory;

    EmbeddedFile(Path directory) {
        this.directory = directory;
    }

    /** Returns the URL by which H2 opens the file. */
    String url() {
        // WRITE_DELAY=0: an answered request survives a kill. DB_CLOSE_ON_EXIT: the last uses are flushed
        // during shutdown, so H2 must not close itself first.
        return "jdbc:h2:file:" + directory.resolve("latchkey") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /**
     * Checks that a file can be written that ends 1 MiB beyond the present end of this one.
     *
     * @throws SQLTransientConnectionException if it cannot
     */
    synchronized void requireRoom() throws SQLException {
        Path trial = directory.resolve("latchkey.room");
        try {
            Files.deleteIfExists(trial);
            writeBeyond(sizeNow(), trial);
        } catch (ClosedByInterruptException e) {
            throw new SQLTransientConnectionException("Interrupted", e);
        } catch (IOException e) {
            throw new SQLTransientConnectionException("No room for the embedded database in " + directory, e);
        }
    }

    private long sizeNow() throws IOException {
        Path file = directory.resolve("latchkey.mv.db");
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What lies before the end of the database is left out: it takes no room on most file systems. */
    private static void writeBeyond(long end, Path trial) throws IOException {
        try (FileChannel channel = FileChannel.open(
                trial,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer room = ByteBuffer.allocate(ROOM);
            while (room.hasRemaining()) {
                channel.write(room, end + room.position());
            }
        }
    }
}
