package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keytoken.KeyToken;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How long a refusal takes does not tell why a key was refused. Each kind is timed in turn, so that whatever else the machine
 * does meets all of them, and the medians are compared: the difference of one more row is far under the bound. That a
 * password's hash is over it is tested as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTimeIT {

    /** A tenth of the default: the user who makes the keys pays for it each time. */
    private static final String ROUNDS = "20000";

    private static final int KEYS = 40;

    /** What a hash would cost would be seen each time; what the machine does meanwhile is not. */
    private static final int TRIES = 3;

    /** How many times as long one median may be as another, beside what a busy machine adds to either. */
    private static final double MOST_TIMES = 1.5;

    private static final Duration NOISE = Duration.ofMillis(2);

    private final SecureRandom random = new SecureRandom();
    private LatchkeyServer server;

    @BeforeAll
    void start() {
        server = LatchkeyServer.start(DatabaseKind.POSTGRESQL, Map.of("LATCHKEY_PASSWORD_ROUNDS", ROUNDS));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aPasswordsHashWouldBeSeen() {
        List<Long> keys = new ArrayList<>();
        List<Long> passwords = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(refuse(KeyToken.generate(random).value()));
            passwords.add(refuse("nobody", "x", "/manage/v1/keys"));
        }

        assertThat((double) median(passwords)).isGreaterThan(bound(median(keys)));
    }

    @Test
    void unknownWrongDisabledExpiredAndDeletedKeysTakeTheSameTime() {
        String differing = differing();
        for (int i = 1; i < TRIES && !differing.isEmpty(); i++) {
            differing = differing();
        }
        assertThat(differing).isEmpty();
    }

    /** The medians, in nanoseconds, if they differ. */
    private String differing() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put("disabled", keys(this::disabledKey));
        keys.put("expired", keys(this::expiredKey));
        keys.put("deleted", keys(this::deletedKey));
        keys.put("unknown", keys(() -> KeyToken.generate(random).value()));
        refuse(KeyToken.generate(random).value());

        String first = differing("presented for the first time", keys);
        // Nobody looks for it, so that it has no first time; that it is wrong, whoever sent it could have computed.
        keys.put("wrong", keys(this::wrongKey));
        return first + differing("presented again", keys);
    }

    private static List<String> keys(Supplier<String> kind) {
        return Stream.generate(kind).limit(KEYS).toList();
    }

    private String disabledKey() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        return key.key();
    }

    private String expiredKey() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.setTime(key, "expires_at", Instant.now().minus(Duration.ofDays(1)));
        return key.key();
    }

    private String deletedKey() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().delete(key.path());
        return key.key();
    }

    /** A key that would be good, but for its last character. */
    private String wrongKey() {
        String key = server.makeKey(AccessRight.EVENTS).key();
        return key.substring(0, key.length() - 1) + (key.endsWith("0") ? '1' : '0');
    }

    private String differing(String how, Map<String, List<String>> keys) {
        Map<String, List<Long>> times = new LinkedHashMap<>();
        List<String> kinds = new ArrayList<>(keys.keySet());
        for (int i = 0; i < KEYS; i++) {
            // None is always the one that finds the connection warm.
            Collections.rotate(kinds, 1);
            for (String kind : kinds) {
                times.computeIfAbsent(kind, first -> new ArrayList<>())
                        .add(refuse(keys.get(kind).get(i)));
            }
        }
        Map<String, Long> medians = new LinkedHashMap<>();
        times.forEach((kind, each) -> medians.put(kind, median(each)));
        return Collections.max(medians.values()) < bound(Collections.min(medians.values()))
                ? ""
                : "%s: %s. ".formatted(how, medians);
    }

    private static double bound(long leastMedian) {
        return leastMedian * MOST_TIMES + NOISE.toNanos();
    }

    private long refuse(String key) {
        return refuse("x", key, "/api/v1/account/info");
    }

    /** Nanoseconds. */
    private long refuse(String name, String secret, String path) {
        long start = System.nanoTime();
        int status = server.anonymous().as(name, secret).get(path).status();
        long time = System.nanoTime() - start;
        assertThat(status).isEqualTo(401);
        return time;
    }

    private static long median(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
