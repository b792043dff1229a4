package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyCacheValidity;
import io.latchkey.key.OneKey;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.keytoken.KnownSecrets;
import io.latchkey.testing.TestSecrets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key of another system's form, which has just been imported on another node, where a password may stand too. */
class KeyGuardTest {

    private final Clock clock = Clock.systemUTC();
    private final OneKey key = new OneKey(new InactivityPolicy(Duration.ofDays(90)), clock);
    private final KeyCacheValidity validity = new KeyCacheValidity();
    private final KeyGuard guard =
            new KeyGuard(key.presented(), new NotHeardOf(), validity, new KeyDecisions(), null, null, null);
    private final KeyToken presented = new KeyToken("a-key-of-another-system-0123456789");

    /** What this node knows of keys before it has heard of the new one. */
    private final class NotHeardOf extends KnownSecrets {

        NotHeardOf() {
            super(null, new KeyDigester(TestSecrets.any()), clock, Duration.ofSeconds(5));
        }

        @Override
        public boolean mayExist(KeyToken any) {
            return false;
        }
    }

    @Test
    void isTakenForAPasswordWithoutAQueryOnlyByANodeThatHearsOfNewKeys() {
        assertThat(guard.findAmongOthers(presented)).isPresent();

        validity.trustFromNow(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(guard.findAmongOthers(presented)).isEmpty();

        validity.distrust();
        assertThat(guard.findAmongOthers(presented)).isPresent();
    }
}
