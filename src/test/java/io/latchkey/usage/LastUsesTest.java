package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.testing.MovableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LastUsesTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final RecordingStore store = new RecordingStore();
    private final LastUses lastUses = new LastUses(store, clock);

    private static ApiKeyPrincipal key(long id) {
        return new ApiKeyPrincipal(id, id, 1, id);
    }

    @Test
    void writesOneUseAKeyHoweverOftenItWasUsed() throws SQLException {
        for (int i = 0; i < 1000; i++) {
            lastUses.record(key(1));
            clock.advance(Duration.ofSeconds(1));
        }
        lastUses.record(key(2));

        lastUses.flush();
        lastUses.flush();

        assertThat(store.saved)
                .containsExactly(Map.of(
                        1L, Instant.parse("2026-01-01T00:16:39Z"),
                        2L, Instant.parse("2026-01-01T00:16:40Z")));
        assertThat(store.savedOfSecrets).isEqualTo(store.saved);
        assertThat(lastUses.pending(1)).isEmpty();
    }

    @Test
    void keepsTheUsesThatCouldNotBeWritten() throws SQLException {
        lastUses.record(key(1));
        store.away = true;
        assertThatThrownBy(lastUses::flush).isInstanceOf(SQLException.class);
        assertThat(lastUses.pending(1)).isPresent();

        store.away = false;
        lastUses.flush();

        assertThat(store.saved).hasSize(1);
    }

    @Test
    void whatWasWrittenBeforeTheDatabaseWentAwayIsNotWrittenAgain() {
        lastUses.record(key(1));
        lastUses.record(key(RecordingStore.ALWAYS_WRITTEN));
        store.away = true;

        assertThatThrownBy(lastUses::flush).isInstanceOf(SQLException.class);

        assertThat(lastUses.pending(1)).isPresent();
        assertThat(lastUses.pending(RecordingStore.ALWAYS_WRITTEN)).isEmpty();
    }

    @Test
    void whatCannotBeWrittenOfKeysKeepsTheirSecretsNotBack() {
        lastUses.record(key(1));
        store.refuses = true;

        assertThatThrownBy(lastUses::flush).isInstanceOf(SQLException.class);

        assertThat(store.savedOfSecrets).hasSize(1);
        assertThat(lastUses.pending(1)).isPresent();
    }

    @Test
    void aDatabaseThatIsAwayIsNotWaitedForTwice() {
        lastUses.record(key(1));
        store.away = true;

        assertThatThrownBy(lastUses::flush).isInstanceOf(SQLException.class);

        assertThat(store.savedOfSecrets).isEmpty();
    }

    @Test
    void aUseDuringTheWritingIsForTheNextFlush() throws SQLException {
        lastUses.record(key(1));
        store.meanwhile = () -> {
            clock.advance(Duration.ofSeconds(1));
            lastUses.record(key(1));
        };

        lastUses.flush();

        assertThat(lastUses.pending(1)).hasValue(Instant.parse("2026-01-01T00:00:01Z"));
    }

    @Test
    void aClockThatJumpsBackDoesNotMoveAUseBack() {
        lastUses.record(key(1));
        clock.advance(Duration.ofHours(-1));
        lastUses.record(key(1));

        assertThat(lastUses.pending(1)).hasValue(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static final class RecordingStore extends LastUseStore {

        /** The key of a batch before the one at which the database went away. */
        private static final long ALWAYS_WRITTEN = 9;

        private final List<Map<Long, Instant>> saved = new ArrayList<>();
        private final List<Map<Long, Instant>> savedOfSecrets = new ArrayList<>();
        private boolean away;
        private boolean refuses;
        private Runnable meanwhile = () -> {};

        RecordingStore() {
            super(null);
        }

        @Override
        public void save(Map<Long, Instant> lastUses, Consumer<List<Map.Entry<Long, Instant>>> written)
                throws SQLException {
            List<Map.Entry<Long, Instant>> first = lastUses.entrySet().stream()
                    .filter(use -> !away && !refuses || use.getKey() == ALWAYS_WRITTEN)
                    .toList();
            written.accept(first);
            if (away) {
                throw new SQLException("away");
            }
            if (refuses) {
                throw new SQLException("a row is locked", "55P03");
            }
            meanwhile.run();
            saved.add(lastUses);
        }

        @Override
        public void saveOfSecrets(Map<Long, Instant> lastUses, Consumer<List<Map.Entry<Long, Instant>>> written) {
            written.accept(List.copyOf(lastUses.entrySet()));
            savedOfSecrets.add(lastUses);
        }
    }
}
