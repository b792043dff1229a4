package io.latchkey.operations;

import io.latchkey.testing.Caller;
import io.latchkey.testing.Java;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.Ports;
import io.latchkey.testing.ServerConfig;
import io.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Two nodes of Payara Micro in production, as {@code server-config/payara-micro/cluster} starts them. */
final class NodesProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final List<Integer> ports;

    private NodesProcess(Process process, Path log, List<Integer> ports) {
        this.process = process;
        this.log = log;
        this.ports = ports;
    }

    /** Starts them with the settings of {@code latchkey.env}, and what that leaves open. */
    static NodesProcess start(TestDatabase database, String baseUrl, Path folder) throws IOException {
        List<Integer> ports = List.of(Ports.free(), Ports.free());
        Path log = folder.resolve("nodes.log");
        ProcessBuilder builder = new ProcessBuilder(
                        ServerConfig.file("payara-micro/cluster").toString(),
                        System.getProperty("payara.microJar"),
                        System.getProperty("latchkey.war"),
                        ports.get(0).toString(),
                        ports.get(1).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment().putAll(production());
        builder.environment().putAll(database.environment());
        builder.environment().put("LATCHKEY_BASE_URL", baseUrl);
        builder.environment().put("LATCHKEY_ADMIN_PASSWORD", LatchkeyServer.ADMIN_PASSWORD);
        builder.environment().put("LATCHKEY_JAVA_OPTIONS", String.join(" ", Java.OPTIONS));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        NodesProcess nodes = new NodesProcess(process, log, ports);
        nodes.awaitReady();
        return nodes;
    }

    /** What the file has, with the secrets that it wants. */
    static Map<String, String> production() throws IOException {
        Map<String, String> settings = new HashMap<>();
        Pattern.compile("^(LATCHKEY_[A-Z_]+)=(.*)$", Pattern.MULTILINE)
                .matcher(Files.readString(ServerConfig.file("latchkey.env")))
                .results()
                .forEach(line -> settings.put(line.group(1), line.group(2)));
        for (String secret : List.of("LATCHKEY_SECRET_DIGEST_KEY", "LATCHKEY_SECRET_MASTER_KEY")) {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            settings.put(secret, Base64.getEncoder().encodeToString(bytes));
        }
        return settings;
    }

    private void awaitReady() {
        Instant limit = Instant.now().plusSeconds(240);
        for (int port : ports) {
            while (!isReady(port)) {
                if (!process.isAlive() || Instant.now().isAfter(limit)) {
                    throw new IllegalStateException("The nodes did not start; see " + log.toAbsolutePath());
                }
                Pause.of(Duration.ofMillis(200));
            }
        }
    }

    private static boolean isReady(int port) {
        try {
            return Caller.of(URI.create("http://127.0.0.1:" + port))
                            .get("/health/ready")
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    int port(int node) {
        return ports.get(node);
    }

    /**
     * Kills one of them.
     *
     * @throws IllegalStateException when it is not running, or lives on
     */
    void kill(int node) {
        List<ProcessHandle> running = process.descendants()
                .filter(child -> child.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments).contains(Integer.toString(port(node))))
                        .isPresent())
                .toList();
        if (running.isEmpty()) {
            throw new IllegalStateException("The node is not running; see " + log.toAbsolutePath());
        }
        running.forEach(ProcessHandle::destroyForcibly);
        Instant limit = Instant.now().plusSeconds(30);
        while (isReady(port(node))) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("The node lives on; see " + log.toAbsolutePath());
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    /** The processes of the nodes. */
    List<ProcessHandle> servers() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
    }

    /** Stops them as an operator does: the script, by SIGTERM. */
    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
