package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityPlaceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00.000001Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void aPlaceReadsWhatItWrites(String at) {
        ActivityPlace place = new ActivityPlace(Instant.parse(at), 12, "DELIVERED");

        assertThat(ActivityPlace.parse(place.toString())).hasValue(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2-3", "1-2-3-", "--1-2-3-READ", "1--2-3-READ", "1-2--3-READ", "1-2-3-READ\n"})
    void whatIsNoPlaceIsNone(String text) {
        assertThat(ActivityPlace.parse(text)).isEmpty();
    }
}
