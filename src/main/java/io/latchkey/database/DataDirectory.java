package io.latchkey.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.Config;

/** The folder of the embedded database and of the secrets made on a development start. */
public final class DataDirectory {

    private DataDirectory() {}

    /** The absolute path that {@code latchkey.data.directory} names. */
    public static Path of(Config config) {
        return Path.of(config.getValue("latchkey.data.directory", String.class))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Makes the folder if it is missing, for its owner alone where the file system knows owners.
     *
     * @throws IOException when it cannot be made
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
