package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LatestTimesTest {

    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = EARLIER.plusNanos(1000);

    private final LatestTimes times = new LatestTimes();

    @Test
    void theLatestTimeOfEachIdIsKept() {
        assertThat(times.isEmpty()).isTrue();
        times.record(1, EARLIER);
        times.record(1, LATER);
        times.record(2, LATER);
        times.record(2, EARLIER);

        assertThat(times.copy()).isEqualTo(Map.of(1L, LATER, 2L, LATER));
        assertThat(times.get(1)).hasValue(LATER);
        assertThat(times.get(3)).isEmpty();
        assertThat(times.isEmpty()).isFalse();
    }

    @Test
    void onlyTheGivenTimeIsRemoved() {
        times.record(1, EARLIER);
        times.record(2, EARLIER);
        times.record(2, LATER);

        times.remove(1, Instant.ofEpochSecond(EARLIER.getEpochSecond()));
        times.remove(2, EARLIER);
        times.remove(3, EARLIER);

        assertThat(times.copy()).isEqualTo(Map.of(2L, LATER));
        assertThat(times.get(1)).isEmpty();

        times.record(1, EARLIER);

        assertThat(times.get(1)).hasValue(EARLIER);
        times.remove(1, EARLIER);
        times.remove(2, LATER);
        assertThat(times.isEmpty()).isTrue();
    }

    @Test
    void noTimeIsLostWhileOthersAreRemoved() {
        AtomicLong clock = new AtomicLong();
        AtomicLong removed = new AtomicLong();
        List<CompletableFuture<Void>> recording = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 200_000; i++) {
                        long time = clock.incrementAndGet();
                        times.record(1, Instant.ofEpochMilli(time));
                        long kept = times.get(1).map(Instant::toEpochMilli).orElse(0L);
                        assertThat(Math.max(kept, removed.get())).isGreaterThanOrEqualTo(time);
                    }
                }))
                .limit(3)
                .toList();

        while (!recording.stream().allMatch(CompletableFuture::isDone)) {
            times.copy().forEach((id, time) -> {
                removed.accumulateAndGet(time.toEpochMilli(), Math::max);
                times.remove(id, time);
            });
        }

        recording.forEach(CompletableFuture::join);
        assertThat(removed).hasPositiveValue();
    }
}
