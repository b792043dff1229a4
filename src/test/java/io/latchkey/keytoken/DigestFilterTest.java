package io.latchkey.keytoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestFilterTest {

    private final DigestFilter filter = new DigestFilter();

    private static byte[] digest(Random random) {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return digest;
    }

    @Test
    void knowsAllThatWereAddedAndFewOthers() {
        // Enough for three layers.
        int count = 300_000;
        Random added = new Random(1);
        IntStream.range(0, count).forEach(i -> filter.add(digest(added)));

        Random again = new Random(1);
        assertThat(IntStream.range(0, count).allMatch(i -> filter.mayContain(digest(again))))
                .isTrue();
        Random others = new Random(2);
        assertThat(IntStream.range(0, 100_000)
                        .filter(i -> filter.mayContain(digest(others)))
                        .count())
                .isBetween(1L, 250L);
    }

    @Test
    void doesNotGrowByWhatItHas() {
        byte[] one = digest(new Random(3));
        IntStream.range(0, 1_000_000).forEach(i -> filter.add(one));

        Random others = new Random(4);
        assertThat(IntStream.range(0, 10_000).noneMatch(i -> filter.mayContain(digest(others))))
                .isTrue();
        assertThat(filter.mayContain(one)).isTrue();
    }
}
