package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentUsesTest {

    private static KeyUse use(int number) {
        return new KeyUse(Instant.ofEpochSecond(number), "GET", "/" + number, "192.0.2.1", "curl", 200);
    }

    private static List<KeyUse> uses(int from, int to) {
        return IntStream.range(from, to).mapToObj(RecentUsesTest::use).toList();
    }

    @Test
    void ofAnyNumberTheLastFiftyAreKeptInTheirOrder() {
        RecentUses recent = RecentUses.NONE;
        for (int number = 0; number < 200; number++) {
            recent = recent.with(use(number));
            assertThat(recent.inOrder()).isEqualTo(uses(Math.max(0, number - 49), number + 1));
        }
    }

    @Test
    void equalTextsAreKeptOnce() {
        KeyUse first = freshUse("/1");
        KeyUse second = freshUse("/2");

        List<KeyUse> kept = RecentUses.NONE.with(first).with(second).inOrder();

        assertThat(kept).containsExactly(first, second);
        assertThat(second.agent()).isNotSameAs(first.agent());
        assertThat(kept.get(1).agent()).isSameAs(first.agent());
        assertThat(kept.get(1).address()).isSameAs(first.address());
        assertThat(kept.get(1).path()).isEqualTo("/2");
    }

    /** With texts of its own, as each request has. */
    private static KeyUse freshUse(String path) {
        return new KeyUse(Instant.EPOCH, "GET", path, new String("192.0.2.1"), new String("curl"), 200);
    }

    @Test
    void fewerCanBeTaken() {
        RecentUses recent = RecentUses.NONE.with(use(1)).with(use(2)).with(use(3));

        assertThat(recent.last(2).inOrder()).isEqualTo(uses(2, 4));
        assertThat(recent.last(9).inOrder()).isEqualTo(uses(1, 4));
        assertThat(recent.inOrder()).isEqualTo(uses(1, 4));
        assertThat(RecentUses.NONE.last(9).inOrder()).isEmpty();
    }
}
