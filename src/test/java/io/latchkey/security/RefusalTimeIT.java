package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AccessRight;
import io.latchkey.key.KeyToken;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How long a refusal takes does not tell why a key was refused. Each kind is timed in turn, so that whatever else the machine
 * does meets all of them, and the medians are compared: what a password's hash would cost is far over the bound, and the
 * difference of one more row is far under it.
 */
@OnEachDatabase
class RefusalTimeIT {

    private static final int KEYS = 40;

    /** How many times as long one median may be as another, beside what a busy machine adds to either. */
    private static final double MOST_TIMES = 1.5;

    private static final Duration NOISE = Duration.ofMillis(2);

    private final SecureRandom random = new SecureRandom();
    private final LatchkeyServer server;

    RefusalTimeIT(LatchkeyServer server) {
        this.server = server;
    }

    @Test
    void unknownAndDisabledKeysTakeTheSameTime() {
        List<String> disabled =
                IntStream.range(0, KEYS).mapToObj(i -> disabledKey()).toList();
        List<String> unknown = IntStream.range(0, KEYS)
                .mapToObj(i -> KeyToken.generate(random).value())
                .toList();
        refuse(KeyToken.generate(random).value());

        assertThatBothTakeTheSameTime("presented for the first time", disabled, unknown);
        assertThatBothTakeTheSameTime("presented again", disabled, unknown);
    }

    private String disabledKey() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        return key.key();
    }

    private void assertThatBothTakeTheSameTime(String how, List<String> disabled, List<String> unknown) {
        List<Long> ofDisabled = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            // Neither is always the one that finds the connection warm.
            if (i % 2 == 0) {
                ofDisabled.add(refuse(disabled.get(i)));
                ofUnknown.add(refuse(unknown.get(i)));
            } else {
                ofUnknown.add(refuse(unknown.get(i)));
                ofDisabled.add(refuse(disabled.get(i)));
            }
        }
        long one = median(ofDisabled);
        long other = median(ofUnknown);
        assertThat((double) Math.max(one, other))
                .as("%s: a disabled key is refused in %d ns, an unknown one in %d ns", how, one, other)
                .isLessThan(Math.min(one, other) * MOST_TIMES + NOISE.toNanos());
    }

    /** Nanoseconds. */
    private long refuse(String key) {
        long start = System.nanoTime();
        int status = server.anonymous().as("x", key).get("/api/v1/account/info").status();
        long time = System.nanoTime() - start;
        assertThat(status).isEqualTo(401);
        return time;
    }

    private static long median(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
