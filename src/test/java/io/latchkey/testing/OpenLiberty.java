package io.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Open Liberty, by the project's own configuration; each process has a folder and a port of its own. */
final class OpenLiberty implements TestServer {

    private static final Path HOME = Path.of(System.getProperty("latchkey.openLiberty", "none"));

    private static final String NAME = "latchkey";

    /** Each archive as it is unpacked, once for all servers of a test run: they only read it. */
    private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

    private Map<String, String> logSettings = Map.of();

    @Override
    public ProcessBuilder command(Path war, Path folder, int port) {
        Path unpacked = UNPACKED.computeIfAbsent(war, OpenLiberty::unpack);
        Path users = folder.resolve("usr");
        try {
            Path server = Files.createDirectories(users.resolve("servers").resolve(NAME));
            Files.copy(ServerConfig.file("open-liberty/server.xml"), server.resolve("server.xml"));
            Path applications = Files.createDirectory(server.resolve("apps"));
            Files.createSymbolicLink(applications.resolve("latchkey.war"), unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What bin/server would start: its process would not end with the server's.
        ProcessBuilder builder = new ProcessBuilder(Java.command(
                "@" + HOME.resolve("lib/platform/java/java9.options"),
                "-Djava.awt.headless=true",
                "-javaagent:" + HOME.resolve("bin/tools/ws-javaagent.jar"),
                "-jar",
                HOME.resolve("bin/tools/ws-server.jar").toString(),
                NAME));
        builder.environment().put("WLP_USER_DIR", users.toString());
        builder.environment().put("WLP_OUTPUT_DIR", output(folder).toString());
        builder.environment().put("HTTP_PORT", Integer.toString(port));
        builder.environment().putAll(logSettings);
        return builder;
    }

    @Override
    public void logJson() {
        logSettings = Map.of("WLP_LOGGING_CONSOLE_FORMAT", "json");
    }

    /** messages.log, what it has of every exception in ffdc, and trace.log, should there be one. */
    @Override
    public List<Path> logs(Path folder) {
        try (Stream<Path> files = Files.walk(output(folder).resolve(NAME).resolve("logs"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path output(Path folder) {
        return folder.resolve("output");
    }

    private static Path unpack(Path war) {
        Path folder = Folders.make("open-liberty");
        Folders.unzip(war, folder);
        return folder;
    }

    @Override
    public Pattern started() {
        return Pattern.compile("CWWKF0011I");
    }
}
