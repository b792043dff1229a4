package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFrameTest {

    @Test
    void oneLengthOrNoneIsClear() {
        assertThat(BodyFrame.of(List.of(), List.of())).isEqualTo(BodyFrame.CLEAR);
        assertThat(BodyFrame.of(List.of(), List.of("0"))).isEqualTo(BodyFrame.CLEAR);
        assertThat(BodyFrame.of(List.of(), List.of("1048576"))).isEqualTo(BodyFrame.CLEAR);
    }

    @Test
    void chunksEndTheConnection() {
        assertThat(BodyFrame.of(List.of("chunked"), List.of())).isEqualTo(BodyFrame.LAST_OF_ITS_CONNECTION);
        assertThat(BodyFrame.of(List.of("Chunked"), List.of())).isEqualTo(BodyFrame.LAST_OF_ITS_CONNECTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 5", "+5", "-1", "0x5", "5, 6", "5,5", "9999999999999999999"})
    void aLengthThatIsNoNumberIsUnclear(String length) {
        assertThat(BodyFrame.of(List.of(), List.of(length))).isEqualTo(BodyFrame.UNCLEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "xchunked", "gzip, chunked", "chunked, identity", "chunked;x"})
    void soIsACodingThatNotEverybodyKnows(String coding) {
        assertThat(BodyFrame.of(List.of(coding), List.of())).isEqualTo(BodyFrame.UNCLEAR);
    }

    @Test
    void soAreTwoOfThem() {
        assertThat(BodyFrame.of(List.of(), List.of("5", "5"))).isEqualTo(BodyFrame.UNCLEAR);
        assertThat(BodyFrame.of(List.of("chunked", "chunked"), List.of())).isEqualTo(BodyFrame.UNCLEAR);
        assertThat(BodyFrame.of(List.of("chunked"), List.of("5"))).isEqualTo(BodyFrame.UNCLEAR);
    }
}
