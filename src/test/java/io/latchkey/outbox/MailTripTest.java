package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail server is a few lines that say what a real one may say. */
class MailTripTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread serving = new Thread(this::serve);
    private ServerSocket server;
    private volatile String toRecipient = "250 fine";
    private volatile boolean silent;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aMailIsDelivered() {
        assertThat(carry(parcel("Hello"))).isEqualTo(Outcome.of(Outcome.Kind.DELIVERED));
        assertThat(heard)
                .contains("MAIL FROM:<bounces@example.com>", "RCPT TO:<ann@example.com>")
                .contains("Message-ID: <request-1@example.com>", "Subject: Hello");
    }

    @Test
    void severalMailsGoOverOneConnection() {
        try (Trip trip = trip()) {
            trip.carry(parcel("one"));
            trip.carry(parcel("two"));
        }

        assertThat(heard).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
        assertThat(heard).contains("Subject: one", "Subject: two");
    }

    @Test
    void aLineBreakInTheSubjectBeginsNoHeader() {
        carry(parcel("Hello\r\nBcc: eve@example.com"));

        assertThat(heard).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(heard).filteredOn(line -> line.startsWith("RCPT")).hasSize(1);
    }

    @Test
    void aRecipientRefusedForGoodIsNotTriedAgain() {
        toRecipient = "550 no such user";

        Outcome outcome = carry(parcel("Hello"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.detail()).contains("550 no such user");
    }

    @Test
    void aRecipientRefusedForNowIsTriedAgain() {
        toRecipient = "451 later please";

        Outcome outcome = carry(parcel("Hello"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.detail()).contains("451 later please");
    }

    @Test
    void aServerThatSaysNothingHoldsNobodyUp() {
        silent = true;
        Instant start = Instant.now();

        assertThat(carry(parcel("Hello")).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void nobodyAtThePortIsUnreachable() throws IOException, InterruptedException {
        server.close();
        // Until it has noticed, it may still take one caller.
        serving.join();

        assertThat(carry(parcel("Hello")).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
    }

    private Outcome carry(Parcel parcel) {
        try (Trip trip = trip()) {
            return trip.carry(parcel);
        }
    }

    private Trip trip() {
        MailSettings settings = new MailSettings(
                Optional.of("127.0.0.1"),
                server.getLocalPort(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("bounces@example.com"),
                Optional.empty(),
                false,
                Duration.ofMillis(500));
        return new MailTrip(Session.getInstance(settings.session()), settings, Clock.systemUTC());
    }

    private static Parcel parcel(String subject) {
        return new Parcel(
                "request-1",
                Optional.empty(),
                "Bob <bob@example.com>",
                "ann@example.com",
                subject,
                Optional.of("text"),
                Optional.of("<b>html</b>"));
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(client);
            } catch (IOException gone) {
                // The next one.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 here");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (data) {
                data = !line.equals(".");
                if (data) {
                    continue;
                }
            }
            boolean begins = line.equals("DATA");
            data = begins;
            say(client, begins ? "354 go on" : line.startsWith("RCPT") ? toRecipient : "250 fine");
        }
    }

    private void say(Socket client, String line) throws IOException {
        if (!silent) {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
