package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For which databases a start waits, and for how long. */
class AwaitedDatabaseTest {

    private static final SQLException REFUSED = new SQLException("Connection refused", "08001");

    private static final Connection OPEN = (Connection) Proxy.newProxyInstance(
            AwaitedDatabaseTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    /** What the database answers to whoever connects; it comes back at this time. */
    private SQLException answer = REFUSED;

    private Duration back = Duration.ofDays(1);
    private Duration now = Duration.ZERO;
    private int attempts;

    private final AwaitedDatabase awaited =
            new AwaitedDatabase(this::connect, Duration.ofMinutes(4), () -> now.toNanos(), this::pass);

    private Connection connect() throws SQLException {
        attempts++;
        if (now.compareTo(back) < 0) {
            throw answer;
        }
        return OPEN;
    }

    private void pass(Duration pause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now = now.plus(pause);
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P03"})
    void oneThatCannotBeReachedOrIsStartingIsAwaited(String state) throws SQLException {
        answer = new SQLException("Not yet", state);
        back = Duration.ofSeconds(10);

        assertThat(awaited.open()).isSameAs(OPEN);

        assertThat(now).isEqualTo(back);
    }

    /** A wrong password, an unknown database, and a driver that was given no password. */
    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000", "3D000", "08004"})
    void oneThatRefusesIsNot(String state) {
        answer = new SQLException("No", state);

        assertThatThrownBy(awaited::open).isSameAs(answer);

        assertThat(attempts).isOne();
    }

    @Test
    void anErrorWithoutAStateIsNotWaitedFor() {
        answer = new SQLException("latchkey.db.url is unusable");

        assertThatThrownBy(awaited::open).isSameAs(answer);

        assertThat(attempts).isOne();
    }

    @Test
    void theWaitHasAnEndAndIsNotRepeated() {
        assertThatThrownBy(awaited::open).isSameAs(REFUSED);
        assertThat(now).isEqualTo(Duration.ofMinutes(4));
        int inTime = attempts;

        assertThatThrownBy(awaited::open).isSameAs(REFUSED);

        assertThat(now).isEqualTo(Duration.ofMinutes(4));
        assertThat(attempts).isEqualTo(inTime + 1);
    }

    @Test
    void afterTheFirstConnectionNothingWaits() throws SQLException {
        back = Duration.ZERO;
        awaited.open();
        back = Duration.ofDays(1);

        assertThatThrownBy(awaited::open).isSameAs(REFUSED);

        assertThat(attempts).isEqualTo(2);
        assertThat(now).isZero();
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(awaited::open).isSameAs(REFUSED);

        assertThat(attempts).isOne();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
