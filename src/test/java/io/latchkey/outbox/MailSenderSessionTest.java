package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSenderSessionTest {

    /** Longer than a busy machine stands still. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final ScriptedMailServer server = new ScriptedMailServer();
    private final List<String> heard = server.heard();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aMailIsDelivered() {
        assertThat(send(rendered("Hello"))).isEqualTo(Outcome.of(Outcome.Kind.DELIVERED));
        assertThat(heard)
                .contains("MAIL FROM:<bounces@example.com>", "RCPT TO:<ann@example.com>")
                .contains("Message-ID: <request-1@example.com>", "Subject: Hello");
    }

    @Test
    void severalMailsGoOverOneConnection() {
        try (SenderSession session = session()) {
            session.send(rendered("one"));
            session.send(rendered("two"));
        }

        assertThat(heard).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
        assertThat(heard).contains("Subject: one", "Subject: two");
    }

    @Test
    void aLineBreakInTheSubjectBeginsNoHeader() {
        send(rendered("Hello\r\nBcc: eve@example.com"));

        assertThat(heard).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(heard).filteredOn(line -> line.startsWith("RCPT")).hasSize(1);
    }

    /** Written by its low byte, ũ is an i, and čĊ a line break. */
    @ParameterizedTest
    @ValueSource(strings = {"ũ@example.com", "xľčĊRCPTĠTOĺļeveŀxĮy@example.com"})
    void anAddressThatCannotBeWrittenIsNoOther(String recipient) {
        Outcome outcome = send(rendered(recipient, "Hello"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(heard).noneMatch(line -> line.startsWith("RCPT"));
    }

    @Test
    void aRecipientRefusedForGoodIsNotTriedAgain() {
        server.answerToRecipient("550 no such user");

        Outcome outcome = send(rendered("Hello"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.detail()).contains("550 no such user");
    }

    @Test
    void aRecipientRefusedForNowIsTriedAgain() {
        server.answerToRecipient("451 later please");

        Outcome outcome = send(rendered("Hello"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.detail()).contains("451 later please");
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 no such sender",
        "MAIL, 552 too big",
        "MAIL, 554-not from you\\r\\n554 nor ever",
        "DATA, 554 no",
        "., 550 spam",
        "., 554 5.7.1 spam"
    })
    void aMailRefusedForGoodIsNotTriedAgain(String command, String answer) {
        String said = answer.replace("\\r\\n", "\r\n");
        server.answerTo(command, said);

        try (SenderSession session = session()) {
            Outcome outcome = session.send(rendered("Hello"));

            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
            assertThat(outcome.detail()).startsWith(said.substring(0, 3));
            server.answerTo(command, command.equals("DATA") ? "354 go on" : "250 fine");
            assertThat(session.send(rendered("Hello")).kind()).isEqualTo(Outcome.Kind.DELIVERED);
        }
    }

    /**
     * Of a recipient, 552 means a full mailbox (RFC 5321, section 4.5.3.1.10); 530 is about the product's own
     * credentials, 5.4.5 and 5.7.705 about its limits.
     */
    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 later please",
        "MAIL, 530 5.7.0 who are you",
        "MAIL, 550 5.7.705 too many messages",
        "., 550 5.4.5 daily limit exceeded",
        "RCPT, 552 mailbox full",
        "DATA, 451 later please",
        "., 452 later please"
    })
    void aMailRefusedForNowIsTriedAgain(String command, String answer) {
        server.answerTo(command, answer);

        Outcome outcome = send(rendered("Hello"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.detail()).contains(answer);
    }

    @Test
    void aServerThatSaysNothingHoldsNobodyUp() {
        server.fallSilent();
        Instant start = Instant.now();

        try (SenderSession session = session(Duration.ofMillis(500))) {
            assertThat(session.send(rendered("Hello")).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENT);
    }

    @Test
    void nobodyAtThePortIsUnreachable() throws IOException, InterruptedException {
        server.closeAndWait();

        assertThat(send(rendered("Hello")).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
    }

    private Outcome send(RenderedMessage rendered) {
        try (SenderSession session = session()) {
            return session.send(rendered);
        }
    }

    private SenderSession session() {
        return session(PATIENT);
    }

    private SenderSession session(Duration timeout) {
        MailSettings settings = new MailSettings(
                Optional.of("127.0.0.1"),
                server.port(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("bounces@example.com"),
                Optional.empty(),
                Optional.empty(),
                "false",
                timeout);
        return new MailSenderSession(Session.getInstance(settings.session()), settings, Clock.systemUTC());
    }

    private static RenderedMessage rendered(String subject) {
        return rendered("ann@example.com", subject);
    }

    private static RenderedMessage rendered(String recipient, String subject) {
        return new RenderedMessage(
                "request-1",
                Optional.empty(),
                "Bob <bob@example.com>",
                recipient,
                subject,
                Optional.of("text"),
                Optional.of("<b>html</b>"));
    }
}
