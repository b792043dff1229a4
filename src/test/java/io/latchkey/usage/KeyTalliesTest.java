package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyTalliesTest {

    private static final KeyUse USE =
            new KeyUse(Instant.parse("2026-01-01T00:00:00Z"), "GET", "/", "192.0.2.1", "curl", 200);
    private static final KeyDay DAY = KeyDay.of(1, USE);

    private final KeyTallies tallies = new KeyTallies();

    private void count(KeyDay day) {
        tallies.change(day, tally -> tally.with(USE, List.of()));
    }

    @Test
    void whatIsTakenIsTakenOnceAndBegunAgain() {
        count(DAY);
        count(DAY);
        count(KeyDay.of(2, USE));

        assertThat(tallies.days()).containsExactlyInAnyOrder(DAY, KeyDay.of(2, USE));
        assertThat(tallies.take(DAY).map(KeyTally::successful)).hasValue(2L);
        assertThat(tallies.take(DAY)).isEmpty();
        assertThat(tallies.days()).containsExactly(KeyDay.of(2, USE));

        count(DAY);

        assertThat(tallies.take(DAY).map(KeyTally::successful)).hasValue(1L);
        assertThat(tallies.take(KeyDay.of(2, USE))).isPresent();
        assertThat(tallies.isEmpty()).isTrue();
    }

    @Test
    void noCountIsLostWhileOthersAreTaken() {
        int each = 200_000;
        List<CompletableFuture<Void>> counting = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        count(DAY);
                    }
                }))
                .limit(3)
                .toList();

        AtomicLong taken = new AtomicLong();
        while (!counting.stream().allMatch(CompletableFuture::isDone)) {
            tallies.take(DAY).map(KeyTally::successful).ifPresent(taken::addAndGet);
        }
        counting.forEach(CompletableFuture::join);
        tallies.take(DAY).map(KeyTally::successful).ifPresent(taken::addAndGet);

        assertThat(taken).hasValue(3L * each);
        assertThat(tallies.isEmpty()).isTrue();
    }

    @Test
    void ofTooManyKeysTheUsesAreOnlyCounted() {
        for (int key = 1; key <= 10_001; key++) {
            count(KeyDay.of(key, USE));
        }

        Optional<KeyTally> last = tallies.take(KeyDay.of(10_001, USE));

        assertThat(last.map(KeyTally::successful)).hasValue(1L);
        assertThat(last.map(KeyTally::last)).hasValue(List.of());
        assertThat(tallies.take(KeyDay.of(10_000, USE)).map(KeyTally::last)).hasValue(List.of(USE));
    }
}
