package io.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a server's process prints, kept in a file over all its launches. */
final class ServerLog {

    /** Of a terminal, which some servers write whether there is one or not. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path file;

    /** The log of the process that is started in this folder. */
    ServerLog(Path folder) {
        this.file = folder.resolve(LatchkeyServer.LOG);
    }

    /** Where it is. */
    Path file() {
        return file;
    }

    /** What has been printed so far, without colours. */
    String text() {
        return COLOUR.matcher(read(file)).replaceAll("");
    }

    /** How often that has been printed so far. */
    long count(Pattern what) {
        return what.matcher(text()).results().count();
    }

    /** Waits until it holds the text. */
    void await(String text) {
        Pause.until("'" + text + "' in " + file, LIMIT, () -> text().contains(text));
    }

    /** A whole file of a server's log. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
