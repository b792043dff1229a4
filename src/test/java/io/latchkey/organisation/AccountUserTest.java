package io.latchkey.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountUserTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private final AccountUser user =
            new AccountUser(new Organisation("A", NOW), "anna", "hash", AccountRole.OWNER, NOW);

    @Test
    void eachPasswordHasAnotherTimeWhateverTheClockSays() {
        Set<Instant> times = new HashSet<>();
        times.add(user.passwordSetAt());
        for (Instant at :
                new Instant[] {NOW, NOW, NOW.minus(Duration.ofHours(1)), NOW.plusSeconds(1), NOW.plusNanos(1)}) {
            user.changePassword("another", at);
            assertThat(times.add(user.passwordSetAt())).isTrue();
        }
    }

    @Test
    void theTimeIsExactlyWhatTheDatabaseKeeps() {
        user.changePassword("another", NOW.plusSeconds(1));

        assertThat(user.passwordSetAt()).isEqualTo(Instant.parse("2026-01-01T00:00:01.123456Z"));
        assertThat(user.passwordChangedAt()).hasValue(user.passwordSetAt());
    }

    @Test
    void anotherHashOfTheSamePasswordIsNoChange() {
        user.replaceHash("harder");

        assertThat(user.passwordSetAt()).isEqualTo(NOW);
        assertThat(user.passwordChangedAt()).isEmpty();
    }
}
