package io.latchkey.testing;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The process of a server with the product: how it is launched, when it is ready, what it writes and how it ends. */
final class ServerProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(8);

    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final TestServer server = TestServer.chosen();
    private final int port = Ports.free();
    private final Path war;
    private final Path folder;
    private final ServerLog log;
    private final Map<String, String> environment;
    private ChildProcess process;
    private int launches;

    /**
     * Prepares a process, which nothing has launched yet, on a port of its own.
     *
     * @param war the product as it is built, or with something more for a test
     * @param folder what the process is started in
     * @param environment the product's settings as environment variables
     */
    ServerProcess(Path war, Path folder, Map<String, String> environment) {
        this.war = war;
        this.folder = folder;
        this.log = new ServerLog(folder);
        this.environment = new HashMap<>(environment);
        this.environment.put("LATCHKEY_BASE_URL", base().toString());
    }

    /** The product in it. */
    Path war() {
        return war;
    }

    /** What it is started in. */
    Path folder() {
        return folder;
    }

    /** The product's settings at the next launch. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Where the product answers. */
    URI base() {
        return URI.create("http://localhost:" + port);
    }

    /** Where the server tells of its health. */
    URI healthBase() {
        return URI.create("http://localhost:" + server.healthPort(port));
    }

    /** The number of the process. */
    long pid() {
        return process.pid();
    }

    /** What the process prints. */
    ServerLog log() {
        return log;
    }

    /** What it prints, and all that the server writes elsewhere for those who look into a fault. */
    String everythingWritten() {
        return Stream.concat(
                        Stream.of(log.text()),
                        server.logs(serverFolder()).stream().map(ServerLog::read))
                .collect(Collectors.joining());
    }

    /** Launches it with the log in JSON, and waits until the product answers. */
    void launchLoggingJson() {
        server.logJson();
        launchAndAwaitReady();
        server.finishLoggingJson();
    }

    /** The lines of the log in JSON. */
    List<String> jsonLog() {
        return ServerLog.read(server.jsonLog(serverFolder(), log.file()))
                .lines()
                .toList();
    }

    /** Launches it and waits until the product answers. A server that nobody gets to see is not left running. */
    void launchAndAwaitReady() {
        launch();
        try {
            awaitReady();
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    /** Launches it; {@link #awaitReady} tells whether the product came up in it. */
    void launch() {
        launches++;
        ProcessBuilder builder = server.command(war, serverFolder(), port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        // A developer's own settings are not the test's.
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment().putAll(environment);
        process = ChildProcess.start(builder);
    }

    /**
     * Waits until the product answers.
     *
     * @throws IllegalStateException when it does not, or the server has started without it
     */
    void awaitReady() {
        Instant limit = Instant.now().plus(START_LIMIT);
        boolean serverIsUp = false;
        while (!answers()) {
            if (serverIsUp || !process.isAlive() || Instant.now().isAfter(limit)) {
                throw new IllegalStateException("The product did not start; see " + log.file());
            }
            serverIsUp = log.count(server.started()) >= launches;
            Pause.of(Duration.ofMillis(200));
        }
    }

    private boolean answers() {
        try {
            return Caller.of(base()).get("/manage/v1/keys").status() == 401;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Has the next launch use these settings beside those it had, and not those without a value. */
    void configure(Map<String, Optional<String>> settings) {
        settings.forEach((name, value) ->
                value.ifPresentOrElse(text -> environment.put(name, text), () -> environment.remove(name)));
    }

    /** Stops it as an operator does. */
    void stop() {
        server.stop(process.process(), serverFolder());
        process.awaitEnd(STOP_LIMIT);
    }

    /** Ends it as a crash does (SIGKILL). */
    void kill() {
        process.kill();
    }

    /** Has it hang: it keeps its connections, and says nothing (SIGSTOP). */
    void freeze() {
        process.freeze();
    }

    /** Ends the freeze. */
    void thaw() {
        process.thaw();
    }

    /** Deletes a hundred megabytes that tell nothing; the log stays. */
    void deleteServerFolder() {
        Folders.delete(serverFolder());
    }

    /** A new one each launch: a used one deploys the application twice. */
    private Path serverFolder() {
        return folder.resolve("server-" + launches);
    }
}
