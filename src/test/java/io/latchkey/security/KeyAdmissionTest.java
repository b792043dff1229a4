package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.OneKey;
import io.latchkey.key.PresentedKey;
import io.latchkey.testing.MovableClock;
import io.latchkey.usage.LastUseStore;
import io.latchkey.usage.LastUses;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Keys around the end of their inactivity period, while their last uses are on the way to the database. */
class KeyAdmissionTest {

    private static final Duration PERIOD = Duration.ofDays(90);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final InactivityPolicy inactivity = new InactivityPolicy(PERIOD);
    private final OneKey key = new OneKey(inactivity, clock);
    private final LastUses lastUses = new LastUses(new KeysRow(), clock);
    private final KeyDecisions decisions = new KeyDecisions();
    private final KeyAdmission admission =
            new KeyAdmission(key.presented(), inactivity, decisions, lastUses, null, null, null, null, clock);

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

        assertThat(admission.isUsable(key.read())).isTrue();
    }

    @Test
    void aUseThatIsWrittenAfterTheKeyWasReadCounts() throws SQLException {
        useJustBeforeTheEnd();

        PresentedKey before = key.read();
        lastUses.flush();

        assertThat(lastUses.pending(before.keyId())).isEmpty();
        assertThat(admission.isUsable(before)).isTrue();
        assertThat(decisions.number(KeyDecision.DISABLED)).isZero();
    }

    @Test
    void aKeyThatWasDisabledMeanwhileIsRefused() throws SQLException {
        useJustBeforeTheEnd();

        PresentedKey before = key.read();
        lastUses.flush();
        key.disable();

        assertThat(admission.isUsable(before)).isFalse();
    }

    @Test
    void aKeyThatWasNotUsedIsRefused() {
        clock.advance(PERIOD);

        assertThat(admission.isUsable(key.read())).isFalse();
        assertThat(decisions.number(KeyDecision.DISABLED)).isEqualTo(1);
    }
}
