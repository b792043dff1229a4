package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.OneKey;
import io.latchkey.key.PresentedKey;
import io.latchkey.network.ClientAddress;
import io.latchkey.problem.ProblemException;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Stub;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.KeyUses;
import io.latchkey.usage.LastUseStore;
import io.latchkey.usage.LastUses;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which keys are admitted: also around the end of their inactivity period, while their last uses are being written. */
class KeyAdmissionTest {

    private static final Duration PERIOD = Duration.ofDays(90);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ADDRESS = "192.0.2.1";

    private final MovableClock clock = new MovableClock(START);
    private final InactivityPolicy inactivity = new InactivityPolicy(PERIOD);
    private final OneKey key = new OneKey(inactivity, clock);
    private final LastUses lastUses = new LastUses(new KeysRow(), clock);
    private final KeyDecisions decisions = new KeyDecisions();
    private final KeyActivity activity = new KeyActivity(null);
    private final ClientAddress clientAddress = new ClientAddress(Optional.empty(), "X-Forwarded-For");
    private final KeyAdmission admission = new KeyAdmission(
            key.presented(),
            inactivity,
            decisions,
            lastUses,
            activity,
            new KeyUses(clientAddress, clock),
            clientAddress,
            request(),
            clock);

    private static HttpServletRequest request() {
        return Stub.request((method, arguments) -> switch (method) {
            case "getRemoteAddr" -> ADDRESS;
            case "getHeaders" -> Collections.emptyEnumeration();
            case "getMethod" -> "GET";
            case "getRequestURI" -> "/api/v3/contacts";
            case "getHeader" -> null;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** The row of the key, to which its uses are written. */
    private final class KeysRow extends LastUseStore {

        KeysRow() {
            super(null);
        }

        @Override
        public void save(Map<Long, Instant> uses, Consumer<List<Map.Entry<Long, Instant>>> written) {
            uses.values().forEach(key::writeUse);
            written.accept(List.copyOf(uses.entrySet()));
        }

        @Override
        public void saveOfSecrets(Map<Long, Instant> uses, Consumer<List<Map.Entry<Long, Instant>>> written) {
            written.accept(List.copyOf(uses.entrySet()));
        }
    }

    private void useJustBeforeTheEnd() {
        clock.advance(PERIOD.minusSeconds(1));
        lastUses.record(key.read().principal());
        clock.advance(Duration.ofSeconds(2));
    }

    @Test
    void aUseThatIsNotWrittenYetCounts() {
        useJustBeforeTheEnd();

        assertThat(admission.checkAndCount(key.read())).isTrue();
    }

    @Test
    void aUseThatIsWrittenAfterTheKeyWasReadCounts() throws SQLException {
        useJustBeforeTheEnd();

        PresentedKey before = key.read();
        lastUses.flush();

        assertThat(lastUses.pending(before.keyId())).isEmpty();
        assertThat(admission.checkAndCount(before)).isTrue();
        assertThat(decisions.number(KeyDecision.DISABLED)).isZero();
    }

    @Test
    void aKeyThatWasDisabledMeanwhileIsRefused() throws SQLException {
        useJustBeforeTheEnd();

        PresentedKey before = key.read();
        lastUses.flush();
        key.disable();

        assertThat(admission.checkAndCount(before)).isFalse();
    }

    @Test
    void aKeyThatCannotBeLookedUpAgainIsNeitherAdmittedNorRefused() throws SQLException {
        useJustBeforeTheEnd();

        PresentedKey before = key.read();
        lastUses.flush();
        key.goAway();

        assertThatThrownBy(() -> admission.checkAndRecord(before)).hasMessage("away");
        assertThat(decisions.number(KeyDecision.UNDECIDED)).isEqualTo(1);
        assertThat(decisions.number(KeyDecision.DISABLED)).isZero();
        assertThat(activity.lag()).isZero();
    }

    @Test
    void aKeyThatWasNotUsedIsRefused() {
        clock.advance(PERIOD);

        assertThat(admission.checkAndCount(key.read())).isFalse();
        assertThat(decisions.number(KeyDecision.DISABLED)).isEqualTo(1);
    }

    @Test
    void aDisabledKeyIsRefusedWithoutAQuery() {
        key.disable();
        PresentedKey disabled = key.read();
        long queries = key.presented().misses();

        assertThat(admission.checkAndCount(disabled)).isFalse();
        assertThat(key.presented().misses()).isEqualTo(queries);
    }

    @Test
    void aSecretIsRefusedFromTheEndOfItsOverlapOn() {
        key.endSecret(START.plusSeconds(60));
        PresentedKey replaced = key.read();

        clock.advance(Duration.ofMillis(59_999));
        assertThat(admission.checkAndCount(replaced)).isTrue();
        assertThat(admission.isUsable(replaced)).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(admission.checkAndCount(replaced)).isFalse();
        assertThat(admission.isUsable(replaced)).isFalse();
        assertThat(decisions.number(KeyDecision.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void aRefusalIsOfTheKeysActivityAndAnAdmissionIsNot() {
        assertThat(admission.checkAndRecord(key.read())).isTrue();
        assertThat(activity.lag()).isZero();

        key.disable();
        assertThat(admission.checkAndRecord(key.read())).isFalse();
        assertThat(activity.lag()).isPositive();
    }

    @Test
    void aKeyIsAdmittedFromItsAddressesAndThatIsAUse() {
        key.allowOnly(ADDRESS);
        PresentedKey allowed = key.read();

        assertThat(admission.admit(allowed)).isEqualTo(allowed.principal());
        assertThat(lastUses.pending(allowed.keyId())).hasValue(START);
    }

    @Test
    void aKeyWithoutAddressesIsAdmittedFromAnywhere() {
        PresentedKey anywhere = key.read();

        assertThat(admission.admit(anywhere)).isEqualTo(anywhere.principal());
    }

    @Test
    void aKeyIsRefusedFromAnyOtherAddressAndThatIsNoUse() {
        key.allowOnly("192.0.2.2");
        PresentedKey elsewhere = key.read();

        assertThatThrownBy(() -> admission.admit(elsewhere))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(403));

        assertThat(lastUses.pending(elsewhere.keyId())).isEmpty();
        assertThat(activity.lag()).isPositive();
        assertThat(decisions.number(KeyDecision.ADDRESS_REFUSED)).isEqualTo(1);
    }
}
