package io.latchkey.openid;

import io.latchkey.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Keycloak process with the users and the client of {@code realm.json}. */
public final class Keycloak implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(8);

    private final int port;
    private final Process process;

    private Keycloak(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts it, and waits until it answers. */
    public static Keycloak start() {
        Path home = Path.of(System.getProperty("latchkey.keycloak"));
        int port = Ports.free();
        try {
            Path realms = Files.createDirectories(home.resolve("data/import"));
            try (var realm = Keycloak.class.getResourceAsStream("realm.json")) {
                Files.write(realms.resolve("realm.json"), realm.readAllBytes());
            }
            ProcessBuilder builder = new ProcessBuilder(
                            "bash",
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--db=dev-mem",
                            "--cache=local",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("keycloak.log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS_APPEND", "-Xmx512m -XX:TieredStopAtLevel=1");
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            Keycloak keycloak = new Keycloak(port, process);
            keycloak.awaitReady();
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings by which a server knows it, as environment variables. */
    public Map<String, String> environment() {
        return Map.of(
                "LATCHKEY_OIDC_ISSUER", issuer(),
                "LATCHKEY_OIDC_CLIENT_ID", "latchkey",
                "LATCHKEY_OIDC_CLIENT_SECRET", "the-test-client's-secret",
                "LATCHKEY_OIDC_NAME", "Keycloak");
    }

    private String issuer() {
        return "http://localhost:" + port + "/realms/latchkey";
    }

    private void awaitReady() {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                throw new IllegalStateException("Keycloak did not start; see target/provider/*/keycloak.log");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean answers() {
        URI description = URI.create(issuer() + "/.well-known/openid-configuration");
        try {
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(description).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The script's child is the server. */
    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        stop(process);
    }
}
