package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDigestTest {

    private static final EventContent CONTENT = new EventContent("type", "key", "{}");
    private static final Instant TIME = Instant.parse("2024-05-14T00:00:00Z");

    @Test
    void theSameIsTheSame() {
        assertThat(EventDigest.ofRequest(CONTENT, 1, "v1"))
                .isEqualTo(EventDigest.ofRequest(new EventContent("type", "key", "{}"), 1, "v1"))
                .hasSize(43);
        assertThat(EventDigest.ofPast(CONTENT, TIME)).isEqualTo(EventDigest.ofPast(CONTENT, TIME));
    }

    @Test
    void whateverDiffersIsAnother() {
        assertThat(List.of(
                        EventDigest.ofRequest(CONTENT, 1, "v1"),
                        EventDigest.ofRequest(CONTENT, 1, "v2"),
                        EventDigest.ofRequest(CONTENT, 2, "v1"),
                        EventDigest.ofRequest(new EventContent("typek", "ey", "{}"), 1, "v1"),
                        EventDigest.ofRequest(new EventContent("type", "key{", "}"), 1, "v1"),
                        EventDigest.ofRequest(new EventContent("type", "key", "{\"a\":1}"), 1, "v1"),
                        EventDigest.ofPast(CONTENT, TIME),
                        EventDigest.ofPast(CONTENT, TIME.plusSeconds(1))))
                .doesNotHaveDuplicates();
    }
}
