package io.latchkey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WholeSecondsTest {

    @Test
    void aPartOfASecondCountsAsAWholeOne() {
        assertThat(WholeSeconds.of(Duration.ZERO)).isZero();
        assertThat(WholeSeconds.of(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(WholeSeconds.of(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(WholeSeconds.of(Duration.ofSeconds(1).plusNanos(1))).isEqualTo(2);
    }
}
