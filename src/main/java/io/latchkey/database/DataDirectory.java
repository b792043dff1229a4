package io.latchkey.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.Config;

/** The directory of the embedded database and of the secrets generated on a development start. */
public final class DataDirectory {

    private DataDirectory() {}

    /** Returns the absolute path configured by {@code latchkey.data.directory}. */
    public static Path of(Config config) {
        return Path.of(config.getValue("latchkey.data.directory", String.class))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Creates the directory if it is missing, accessible to its owner only where the file system supports
     * that.
     *
     * @throws IOException if it cannot be created
     */
    public static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }
}
