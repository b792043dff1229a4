package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Java;
import io.latchkey.testing.Shell;
import io.latchkey.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node tells a server that its Java trusts. In Redis's place is one that writes down what it is told. */
class RedisTlsTest {

    private static final String PASSWORD = "s3cret-of-redis";

    @TempDir
    private Path folder;

    @Test
    void thePasswordIsNotToldToAServerOfAnotherName() throws Exception {
        assertThat(toldToTheServerOf("dns:other.example")).isEmpty();
    }

    @Test
    void thePasswordIsToldToTheServerOfTheName() throws Exception {
        assertThat(toldToTheServerOf("dns:localhost")).contains("AUTH", PASSWORD);
    }

    private String toldToTheServerOf(String certified) throws IOException, GeneralSecurityException {
        TestCertificate certificate = TestCertificate.of(certified, folder);
        try (SSLServerSocket server = (SSLServerSocket) certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("localhost"))) {
            server.setSoTimeout(Math.toIntExact(Duration.ofMinutes(1).toMillis()));
            CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> firstWords(server));

            Shell.Result client = Shell.run(command(certificate, server.getLocalPort()));

            assertThat(client.exitCode()).as(client.output()).isZero();
            return told.join();
        }
    }

    /** A process of its own: what Java trusts is decided once a process. */
    private static List<String> command(TestCertificate certificate, int port) {
        List<String> command = new ArrayList<>(List.of(Java.tool("java")));
        command.addAll(certificate.trusting());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RedisTlsClient.class.getName(),
                "rediss://:" + PASSWORD + "@localhost:" + port));
        return command;
    }

    /** What the first who connects says first; nothing if they do not take the server for the one they want. */
    private static String firstWords(SSLServerSocket server) {
        try (Socket connection = server.accept()) {
            return read(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Socket connection) {
        byte[] words = new byte[1000];
        try {
            int length = connection.getInputStream().read(words);
            return new String(words, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
        } catch (IOException refused) {
            return "";
        }
    }
}
