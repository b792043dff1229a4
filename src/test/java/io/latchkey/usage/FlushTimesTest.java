package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FlushTimesTest {

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final FlushTimes times = new FlushTimes(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatWasRecordedDuringAFlushMayStillWait() throws SQLException {
        pass(Duration.ofSeconds(5));
        times.run(progress -> pass(Duration.ofSeconds(2)));

        assertThat(times.sinceLast()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aFailedFlushHasWrittenNothing() {
        pass(Duration.ofSeconds(5));
        assertThatThrownBy(() -> times.run(progress -> {
                    throw new SQLException("away");
                }))
                .isInstanceOf(SQLException.class);

        assertThat(times.sinceLast()).isEqualTo(Duration.ofSeconds(5));
        pass(Duration.ofHours(1));
        assertThat(times.hangsFor(Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void aFlushThatIsSlowButGoesOnDoesNotHang() throws SQLException {
        times.run(progress -> {
            for (int batch = 0; batch < 3; batch++) {
                pass(Duration.ofMinutes(9));
                assertThat(times.hangsFor(Duration.ofMinutes(10))).isFalse();
                progress.run();
            }
            pass(Duration.ofMinutes(10));
            assertThat(times.hangsFor(Duration.ofMinutes(10))).isTrue();
        });
        assertThat(times.hangsFor(Duration.ofMinutes(10))).isFalse();
    }

    @Test
    void aFlushThatHangsIsSeen() throws SQLException {
        times.run(progress -> {
            pass(Duration.ofMinutes(9));
            assertThat(times.hangsFor(Duration.ofMinutes(10))).isFalse();
            pass(Duration.ofMinutes(1));
            assertThat(times.hangsFor(Duration.ofMinutes(10))).isTrue();
        });
        assertThat(times.hangsFor(Duration.ofMinutes(10))).isFalse();
    }
}
