package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.TestCertificate;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code latchkey.mail.starttls} neither the password nor a mail leaves unencrypted, or to a server that is not the one asked for. */
class StartTlsTest {

    @Test
    void theMailAndThePasswordGoEncrypted(@TempDir Path folder) throws Exception {
        SSLContext tls = TestCertificate.of("ip:127.0.0.1", folder).context();
        try (ScriptedMailServer server = new ScriptedMailServer(tls)) {
            assertThat(send(server, Optional.of(tls)).kind()).isEqualTo(Outcome.Kind.DELIVERED);
            assertThat(server.heard())
                    .filteredOn(line -> !line.startsWith("tls: "))
                    .hasSize(2);
            assertThat(server.heard())
                    .anyMatch(line -> line.startsWith("tls: AUTH"))
                    .contains("tls: MAIL FROM:<bounces@example.com>", "tls: Subject: Hello");
        }
    }

    @Test
    void nothingIsSentToAServerThatDoesNotOfferIt() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer()) {
            assertThat(send(server, Optional.empty()).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
            assertNothingWasTold(server);
        }
    }

    @Test
    void nothingIsSentToAServerThatNobodyVouchesFor(@TempDir Path folder) throws Exception {
        SSLContext tls = TestCertificate.of("ip:127.0.0.1", folder).context();
        try (ScriptedMailServer server = new ScriptedMailServer(tls)) {
            assertThat(send(server, Optional.empty()).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
            assertNothingWasTold(server);
        }
    }

    @Test
    void nothingIsSentToAServerOfAnotherName(@TempDir Path folder) throws Exception {
        SSLContext tls = TestCertificate.of("dns:other.example", folder).context();
        try (ScriptedMailServer server = new ScriptedMailServer(tls)) {
            assertThat(send(server, Optional.of(tls)).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
            assertNothingWasTold(server);
        }
    }

    private static void assertNothingWasTold(ScriptedMailServer server) {
        assertThat(server.heard())
                .isNotEmpty()
                .noneMatch(line -> line.contains("AUTH") || line.contains("MAIL FROM") || line.contains("Subject"));
    }

    /** @param trusted what vouches for the server, beside what Java believes by itself */
    private static Outcome send(ScriptedMailServer server, Optional<SSLContext> trusted) {
        MailSettings settings = new MailSettings(
                Optional.of("127.0.0.1"),
                server.port(),
                Optional.of("latchkey"),
                Optional.of("open sesame"),
                Optional.of("bounces@example.com"),
                Optional.empty(),
                Optional.empty(),
                "true",
                Duration.ofSeconds(5));
        Properties properties = settings.session();
        trusted.ifPresent(tls -> properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory()));
        try (SenderSession session =
                new MailSenderSession(Session.getInstance(properties), settings, Clock.systemUTC())) {
            return session.send(new RenderedMessage(
                    "request-1",
                    Optional.empty(),
                    "Bob <bob@example.com>",
                    "ann@example.com",
                    "Hello",
                    Optional.of("text"),
                    Optional.of("<b>html</b>")));
        }
    }
}
