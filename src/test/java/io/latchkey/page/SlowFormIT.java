package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to others while strangers send forms and do not finish them. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class SlowFormIT {

    private final LatchkeyServer server;
    private final TestKey key;

    SlowFormIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.makeKey(AccessRight.EVENTS);
    }

    /** Also where no page takes a form, and where its error is a page, which must not wait for the form either. */
    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "POST /sign-in HTTP/1.1",
                "POST /sign-in HTTP/1.1\r\nAccept: text/html",
                "POST /sign-in HTTP/1.1\r\nAccept: text/html\r\nOrigin: https://elsewhere.example",
                "POST /nothing HTTP/1.1\r\nAccept: text/html",
                "POST /sign-out HTTP/1.1\r\nAccept: text/html",
                "PUT /sign-in HTTP/1.1\r\nAccept: text/html"
            })
    void formsThatComeSlowlyKeepNobodyElseWaiting(String start) throws Exception {
        assumeFalse(
                System.getProperty("latchkey.test.server").equals("wildfly"),
                "WildFly reads the rest of a refused form, in the thread of the request");
        List<Socket> slow = new ArrayList<>();
        try {
            // More than a server has threads.
            for (int i = 0; i < 300; i++) {
                Socket socket =
                        new Socket(server.base().getHost(), server.base().getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write((start + "\r\nHost: "
                                        + server.base().getAuthority()
                                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                        + "Content-Length: 1000\r\n\r\nname=")
                                .getBytes(StandardCharsets.US_ASCII));
            }

            Instant begun = Instant.now();
            assertThat(server.with(key).get("/api/v1/version").status()).isEqualTo(200);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        // Those that were given up are no longer in the way of those who sign in.
        Pause.until("the sign-in to be free", Duration.ofSeconds(20), () -> signIn() != 503);
    }

    @Test
    void aFormThatIsTooLargeGetsAPageThatSaysSo() {
        Answer answer = server.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Accept", "text/html")
                .post("/sign-in", LatchkeyServer.SIGN_IN_FORM + "&name=" + "x".repeat(3_000_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("What was sent is too large.");
    }

    private int signIn() {
        return server.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/sign-in", LatchkeyServer.SIGN_IN_FORM + "&name=x&password=y")
                .status();
    }
}
