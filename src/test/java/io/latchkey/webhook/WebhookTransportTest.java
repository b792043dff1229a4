package io.latchkey.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WebhookTransportTest {

    /** No such name is ever found: whoever looks it up fails. */
    private static final String HOST = "hooks.invalid";

    private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());

    private final WebhookTransport transport = new WebhookTransport(Duration.ofSeconds(20));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 204 No Content\\r\\n\\r\\n | 204",
                "HTTP/1.1 200\\r\\n | 200",
                "HTTP/1.0 410 Gone\\n\\n | 410",
                "HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 503 Away\\r\\n\\r\\n | 503"
            })
    void theRequestGoesToTheCheckedAddressUnderItsName(String answer, int status) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE.get(0))) {
            CompletableFuture<String> received =
                    answer(server, answer.replace("\\r", "\r").replace("\\n", "\n"));

            int got = transport.post(
                    URI.create("http://" + HOST + ":" + server.getLocalPort() + "/hook?a=b"),
                    HERE,
                    Map.of("webhook-id", "1"),
                    "{\"a\":\"щ\"}");

            assertThat(got).isEqualTo(status);
            assertThat(received.get(5, TimeUnit.SECONDS))
                    .startsWith("POST /hook?a=b HTTP/1.1\nHost: " + HOST + ":" + server.getLocalPort() + "\n")
                    .contains("Content-Length: 10\n", "webhook-id: 1\n")
                    .endsWith("\n\n{\"a\":\"щ\"}");
        }
    }

    @Test
    void theCertificateMustBeTheNames(@TempDir Path folder) throws Exception {
        SSLContext context = TestCertificate.of("dns:" + HOST, folder).context();
        WebhookTransport secured = new WebhookTransport(context.getSocketFactory(), Duration.ofSeconds(5));
        try (ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 2, HERE.get(0))) {
            CompletableFuture<String> received = answer(server, "HTTP/1.1 204 No Content\r\n\r\n");

            assertThat(secured.post(url(HOST, server), HERE, Map.of(), "{}")).isEqualTo(204);
            assertThat(received.get(5, TimeUnit.SECONDS))
                    .startsWith("POST / HTTP/1.1")
                    .contains("[SNI " + HOST + "]");

            CompletableFuture<String> nothing = answer(server, "HTTP/1.1 204 No Content\r\n\r\n");
            assertThatThrownBy(() -> secured.post(url("other.invalid", server), HERE, Map.of(), "{}"))
                    .isInstanceOf(SSLException.class);
            assertThat(nothing.handle((text, failure) -> text == null ? "" : text)
                            .get(5, TimeUnit.SECONDS))
                    .doesNotContain("POST");
        }
    }

    @Test
    void anotherAddressIsTriedWhereNobodyListens() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            answer(server, "HTTP/1.1 204 No Content\r\n\r\n");

            assertThat(transport.post(
                            URI.create("http://" + HOST + ":" + server.getLocalPort()),
                            List.of(InetAddress.getByName("127.0.0.3"), InetAddress.getByName("127.0.0.2")),
                            Map.of(),
                            "{}"))
                    .isEqualTo(204);
        }
    }

    @Test
    void anAnswerThatTricklesIsNotWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE.get(0))) {
            CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    while (true) {
                        socket.getOutputStream().write('H');
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                } catch (IOException | InterruptedException over) {
                    // The caller has gone.
                }
            });

            WebhookTransport impatient = new WebhookTransport(Duration.ofSeconds(2));
            assertThatThrownBy(() -> impatient.post(
                            URI.create("http://" + HOST + ":" + server.getLocalPort()), HERE, Map.of(), "{}"))
                    .isInstanceOf(IOException.class);
        }
    }

    private static URI url(String host, ServerSocket server) {
        return URI.create("https://" + host + ":" + server.getLocalPort());
    }

    /** Answers one request; what was received, with ends of line as the test writes them. */
    private static CompletableFuture<String> answer(ServerSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                String name = "";
                if (socket instanceof SSLSocket secured) {
                    secured.startHandshake();
                    name = "[SNI "
                            + new String(
                                    ((ExtendedSSLSession) secured.getSession())
                                            .getRequestedServerNames()
                                            .get(0)
                                            .getEncoded(),
                                    StandardCharsets.US_ASCII)
                            + "]";
                }
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                StringBuilder received = new StringBuilder();
                String line = reader.readLine();
                while (line != null && !line.isEmpty()) {
                    received.append(line).append('\n');
                    line = reader.readLine();
                }
                received.append(name).append('\n');
                while (received.charAt(received.length() - 1) != '}') {
                    received.append((char) reader.read());
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return received.toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
