package io.latchkey.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyCacheValidity;
import io.latchkey.revocation.ChangeListener;
import io.latchkey.timer.Stopping;
import io.latchkey.timer.Timers;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.LastUses;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveCheckTest {

    /** Of a node of which a timer has been late for so long. */
    private static LiveCheck check(Duration timerLate, boolean listenerLost) {
        Timers timers = new Timers(new Stopping()) {
            @Override
            public boolean hasLost(Duration limit) {
                return timerLate.compareTo(limit) > 0;
            }
        };
        ChangeListener listener =
                new ChangeListener(
                        null,
                        null,
                        new KeyCacheValidity(),
                        null,
                        Optional.of("jdbc:postgresql:"),
                        Duration.ofSeconds(2)) {
                    @Override
                    public boolean isLost() {
                        return listenerLost;
                    }
                };
        return new LiveCheck(new LastUses(null, Clock.systemUTC()), new KeyActivity(null), timers, listener);
    }

    @Test
    void aNodeLivesAlsoIfATimerIsLate() {
        assertThat(check(Duration.ZERO, false).isAlive()).isTrue();
        assertThat(check(Duration.ofMinutes(9), false).isAlive()).isTrue();
    }

    @Test
    void whatOnlyARestartBringsBackEndsIt() {
        assertThat(check(Duration.ofMinutes(11), false).isAlive()).isFalse();
        assertThat(check(Duration.ZERO, true).isAlive()).isFalse();
    }
}
