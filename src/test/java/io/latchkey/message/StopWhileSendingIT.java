package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that an operator stops in the middle of sending. */
class StopWhileSendingIT {

    private static final int COUNT = 40;

    private static String count(LatchkeyServer server, String condition) {
        return server.database().value("SELECT COUNT(*) FROM message WHERE " + condition);
    }

    @Test
    void whatIsBeingSentIsRecordedAndTheRestIsDueAtOnce() throws InterruptedException {
        try (Gateways gateways = new Gateways(DatabaseKind.POSTGRESQL)) {
            LatchkeyServer server = gateways.server();
            CountDownLatch sending = new CountDownLatch(3);
            gateways.webhookMeanwhile(text -> {
                sending.countDown();
                Pause.of(Duration.ofMillis(500));
            });
            String numbers = IntStream.range(0, COUNT)
                    .mapToObj(i -> "\"3805012345" + (10 + i) + "\"")
                    .collect(Collectors.joining(","));
            server.with(server.makeKey(AccessRight.MESSAGES))
                    .post(
                            "/api/v1/message/sms",
                            "{\"from\":\"Shop\",\"text\":\"Hello\",\"phoneNumbers\":[" + numbers + "]}");
            assertThat(sending.await(60, TimeUnit.SECONDS)).isTrue();

            server.stopProcess();

            int sent = gateways.texts().size();
            assertThat(sent).isBetween(3, COUNT - 1);
            assertThat(count(server, "status = 'SENT' AND attempts = 1")).isEqualTo(Integer.toString(sent));
            assertThat(count(server, "status = 'QUEUED' AND attempts = 0 AND due_at <= CURRENT_TIMESTAMP"))
                    .isEqualTo(Integer.toString(COUNT - sent));
        }
    }
}
