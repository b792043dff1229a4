package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.caller.CallingKey;
import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.OneKey;
import io.latchkey.key.PresentedKeys;
import io.latchkey.network.ClientAddress;
import io.latchkey.right.AccessRight;
import io.latchkey.right.ApiRole;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Stub;
import io.latchkey.usage.LastUses;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key while a long response to it is written. */
class ContinuedKeyAdmissionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ADDRESS = "192.0.2.1";

    private final MovableClock clock = new MovableClock(START);
    private final InactivityPolicy inactivity = new InactivityPolicy(Duration.ofDays(90));
    private final OneKey key = new OneKey(inactivity, clock);
    private final LastUses lastUses = new LastUses(null, clock);
    private final KeyDecisions decisions = new KeyDecisions();
    private final Map<Object, Object> attributes = new HashMap<>();
    private boolean requestIsOver;
    private BooleanSupplier stillAdmitted;

    @BeforeEach
    void begin() {
        HttpServletRequest request = request();
        CallingKey.note(key.read().principal(), request);
        PresentedKeys stored = key.presented();
        KeyAdmission admission =
                new KeyAdmission(stored, inactivity, decisions, lastUses, null, null, null, null, clock);
        ContinuedKeyAdmission continued = new ContinuedKeyAdmission(
                new CallingKey(request),
                stored,
                admission,
                new ClientAddress(Optional.empty(), "X-Forwarded-For"),
                request);
        stillAdmitted = continued.ofCaller(ApiRole.CONTACTS_READ);
        requestIsOver = true;
        assertThat(stillAdmitted.getAsBoolean()).isTrue();
    }

    private HttpServletRequest request() {
        return Stub.request((method, arguments) -> {
            if (requestIsOver) {
                throw new IllegalStateException("There is no request any more");
            }
            return switch (method) {
                case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                case "getAttribute" -> attributes.get(arguments[0]);
                case "getRemoteAddr" -> ADDRESS;
                case "getHeaders" -> Collections.emptyEnumeration();
                default -> throw new UnsupportedOperationException(method);
            };
        });
    }

    @Test
    void endsWhenTheKeyIsDisabled() {
        key.disable();

        assertThat(stillAdmitted.getAsBoolean()).isFalse();
    }

    @Test
    void endsWhenTheKeyIsReportedAsLeaked() {
        key.leak();

        assertThat(stillAdmitted.getAsBoolean()).isFalse();
    }

    @Test
    void endsWhenTheKeyIsDeleted() {
        key.delete();

        assertThat(stillAdmitted.getAsBoolean()).isFalse();
    }

    @Test
    void endsWhenTheKeyLosesTheRight() {
        key.giveRight(AccessRight.EVENTS_AND_CONTACTS);
        assertThat(stillAdmitted.getAsBoolean()).isTrue();

        key.giveRight(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE);
        assertThat(stillAdmitted.getAsBoolean()).isFalse();
    }

    @Test
    void endsWhenTheAddressIsNoLongerAllowed() {
        key.allowOnly(ADDRESS);
        assertThat(stillAdmitted.getAsBoolean()).isTrue();

        key.allowOnly("192.0.2.2");
        assertThat(stillAdmitted.getAsBoolean()).isFalse();
    }

    @Test
    void endsWhenTheKeyExpires() {
        key.expireAt(START.plusSeconds(60));
        assertThat(stillAdmitted.getAsBoolean()).isTrue();

        clock.advance(Duration.ofSeconds(60));
        assertThat(stillAdmitted.getAsBoolean()).isFalse();
    }

    @Test
    void countsNothing() {
        key.disable();
        assertThat(stillAdmitted.getAsBoolean()).isFalse();

        for (KeyDecision decision : KeyDecision.values()) {
            assertThat(decisions.number(decision)).as(decision.name()).isZero();
        }
        assertThat(lastUses.pending(key.read().keyId())).isEmpty();
    }
}
