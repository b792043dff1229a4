package io.latchkey.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** Two nodes on one PostgreSQL: what is decided on one holds on the other. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class RevocationIT {

    /** Any node must have heard by then, however slow the machine; the usual time is measured by the benchmarks. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Payara writes it as a text. */
    private static final Pattern OUT_OF_STEP = Pattern.compile("\"inStep\": *\"?false");

    private static LatchkeyServer other;

    private final LatchkeyServer one;

    RevocationIT(LatchkeyServer one) {
        this.one = one;
    }

    @BeforeParameterizedClassInvocation
    static void start(LatchkeyServer one) {
        other = one.startAnotherNode(Map.of("LATCHKEY_HEALTH_IN_STEP", "false"));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        other.close();
    }

    private static int use(LatchkeyServer node, TestKey key) {
        return node.with(key).get("/api/v1/account/info").status();
    }

    private static void await(LatchkeyServer node, TestKey key, int status) {
        Instant start = Instant.now();
        while (use(node, key) != status) {
            assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
        }
    }

    @Test
    void aKeyOfOneNodeOpensTheOtherAtOnce() {
        for (int i = 0; i < 10; i++) {
            assertThat(use(other, one.makeKey(AccessRight.FULL))).isEqualTo(200);
        }
    }

    @Test
    void whatOneNodeTakesAwayTheOtherRefuses() {
        Caller admin = one.admin();
        for (int i = 0; i < 10; i++) {
            TestKey key = one.makeKey(AccessRight.FULL);
            assertThat(use(one, key)).isEqualTo(200);
            assertThat(use(other, key)).isEqualTo(200);

            admin.patch(key.path(), "{\"status\":\"DISABLED\"}");
            assertThat(use(one, key)).as("where it was disabled").isEqualTo(401);
            await(other, key, 401);

            admin.patch(key.path(), "{\"status\":\"ENABLED\"}");
            await(other, key, 200);
            admin.patch(key.path(), "{\"allowedAddresses\":[\"192.0.2.1\"]}");
            await(other, key, 403);
            admin.patch(key.path(), "{\"allowedAddresses\":null}");
            await(other, key, 200);
            assertThat(admin.post(key.path() + "/rotation", "{\"overlap\":\"PT0S\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(use(one, key)).as("where it was rotated").isEqualTo(401);
            await(other, key, 401);
        }

        TestKey deleted = one.makeKey(AccessRight.FULL);
        assertThat(use(other, deleted)).isEqualTo(200);
        admin.delete(deleted.path());
        await(other, deleted, 401);
    }

    @Test
    void aNodeOutOfTouchAsksTheDatabaseForEachRequest() {
        TestKey key = one.makeKey(AccessRight.FULL);
        assertThat(use(other, key)).isEqualTo(200);
        // No trigger tells of this one: only a node that trusts nothing can know.
        String silently = "SET session_replication_role = replica; UPDATE api_key SET status = ''{0}'' WHERE id = {1}";
        for (int i = 0; i < 5; i++) {
            one.database().cutListenersOff();
            run(silently, "DISABLED", key);
            await(other, key, 401);
            one.database().cutListenersOff();
            run(silently, "ENABLED", key);
            await(other, key, 200);
        }
    }

    @Test
    void aNodeThatDoesNotHearOfChangesIsNotReadyAndStillRight() {
        TestKey key = one.makeKey(AccessRight.FULL);
        assertThat(use(one, key)).isEqualTo(200);
        one.database().keepListenersOut();
        try {
            Pause.until("both to be out of step", LIMIT, () -> isOutOfStep(one) && isOutOfStep(other));
            assertThat(ready(one).status()).isEqualTo(503);
            assertThat(ready(other).status()).as("as it was told to").isEqualTo(200);

            assertThat(use(one, key)).isEqualTo(200);
            assertThat(one.admin()
                            .patch(key.path(), "{\"status\":\"DISABLED\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(use(other, key)).isEqualTo(401);
        } finally {
            one.database().letListenersIn();
        }
        Pause.until("both to be in step again", LIMIT, () -> !isOutOfStep(one) && !isOutOfStep(other));
        assertThat(ready(one).status()).isEqualTo(200);
    }

    private static boolean isOutOfStep(LatchkeyServer node) {
        return OUT_OF_STEP.matcher(ready(node).body()).find();
    }

    private static Answer ready(LatchkeyServer node) {
        return node.health().get("/health/ready");
    }

    private void run(String sql, String status, TestKey key) {
        one.database().execute(MessageFormat.format(sql, status, Long.toString(one.keyId(key))));
    }
}
