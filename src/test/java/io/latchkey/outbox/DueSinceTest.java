package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueSinceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final DueSince since = new DueSince();

    private void read(Instant now, Optional<Instant> first) {
        since.note("SMS", since.next("SMS", now), now, first);
    }

    @Test
    void theFirstReadBeginsAtTheBeginning() {
        assertThat(since.next("SMS", NOW)).isEqualTo(Instant.EPOCH);
        assertThat(since.last("SMS")).isEqualTo(Instant.EPOCH);
    }

    @Test
    void theNextOneBeginsBeforeWhatWasDueFirst() {
        Instant first = NOW.minusSeconds(7200);
        read(NOW, Optional.of(first));

        assertThat(since.next("SMS", NOW.plusSeconds(5))).isEqualTo(first.minus(DueSince.MARGIN));
        assertThat(since.last("SMS")).isEqualTo(first.minus(DueSince.MARGIN));
        assertThat(since.next("EMAIL", NOW)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whenNothingIsDueItBeginsBeforeTheLastRead() {
        read(NOW, Optional.empty());
        read(NOW.plusSeconds(60), Optional.empty());

        assertThat(since.next("SMS", NOW.plusSeconds(65)))
                .isEqualTo(NOW.plusSeconds(60).minus(DueSince.MARGIN));
    }

    @Test
    void nowAndThenEverythingIsReadAgain() {
        read(NOW, Optional.empty());
        Instant again = NOW.plus(DueSince.PERIOD);
        read(again.minusSeconds(1), Optional.empty());

        assertThat(since.next("SMS", again.minusMillis(1))).isNotEqualTo(Instant.EPOCH);
        assertThat(since.next("SMS", again)).isEqualTo(Instant.EPOCH);

        read(again, Optional.empty());
        assertThat(since.next("SMS", again.plus(DueSince.PERIOD).minusMillis(1)))
                .isNotEqualTo(Instant.EPOCH);
    }

    @Test
    void aReadThatFailedIsMadeAgain() {
        since.next("SMS", NOW);

        assertThat(since.next("SMS", NOW)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void soItIsWhenTheClockHasBeenSetBack() {
        read(NOW, Optional.empty());

        assertThat(since.next("SMS", NOW.minusMillis(1))).isEqualTo(Instant.EPOCH);
    }
}
