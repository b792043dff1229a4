package io.latchkey.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2024-05-14, 2024-05-14T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2024-05-14T10:11, 2024-05-14T10:11:00Z",
        "2024-05-14T10:11:12, 2024-05-14T10:11:12Z",
        "2024-05-14T10:11:12.5, 2024-05-14T10:11:12.500Z",
        "2017-05-14T10:11:10.7022176+03:00, 2017-05-14T07:11:10.702217Z",
        "2024-05-14T10:11Z, 2024-05-14T10:11:00Z",
        "2024-05-14T10:11+03:00, 2024-05-14T07:11:00Z",
        "2024-05-14T10:11:12+0300, 2024-05-14T07:11:12Z",
        "2024-05-14T10:11:12-03, 2024-05-14T13:11:12Z",
        "2024-05-14T10:11:12+03:00:30, 2024-05-14T07:10:42Z",
        "2024-05-14t10:11z, 2024-05-14T10:11:00Z",
        "2024-05-14 10:11, 2024-05-14T10:11:00Z",
        "2024-05-14 10:11:12 03:00, 2024-05-14T07:11:12Z",
        "2024-05-14T10:11 0300, 2024-05-14T07:11:00Z",
        "' 2024-05-14 ', 2024-05-14T00:00:00Z",
        "2024-05-14T00:00+14:00, 2024-05-13T10:00:00Z",
        "2024-05-14T23:59:59.999999999, 2024-05-14T23:59:59.999999Z",
        "0000-01-01, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59-18:00, +10000-01-01T17:59:00Z",
    })
    void readsEachForm(String text, Instant instant) {
        assertThat(IsoTime.from(text)).hasValue(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2024",
                "2024-05",
                "2024-13-01",
                "2023-02-29",
                "2024-05-14T",
                "2024-05-14T24:00",
                "2024-05-14T24:00:01",
                "2016-12-31T23:59:60Z",
                "2024-05-14T10:60",
                "2024-05-14  10:11",
                "2024-05-14T10:11  03:00",
                "2024-05-14T10:11+3",
                "2024-05-14+03:00",
                "2024-05-14 03",
                "10000-01-01",
                "2024-05-14T10",
                "2024-05-14Z",
                "14.05.2024",
                "20240514",
                "+12024-05-14",
                "-2024-05-14",
                "2024-05-14T10:11+99:00",
                "1715681472",
                "2024-05-14T10:11:12Zx",
                "now"
            })
    void refusesWhatIsNone(String text) {
        assertThat(IsoTime.from(text)).isEmpty();
        assertThat(IsoTime.until(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-14, 2024-05-15T00:00:00Z",
        "' 2024-05-14 ', 2024-05-15T00:00:00Z",
        "2024-02-28, 2024-02-29T00:00:00Z",
        "2023-12-31, 2024-01-01T00:00:00Z",
        "9999-12-31, +10000-01-01T00:00:00Z",
        "2024-05-14T10:11, 2024-05-14T10:11:00.000001Z",
        "2024-05-14T23:59:59.9999999Z, 2024-05-15T00:00:00Z",
        "2024-05-14 10:11 03:00, 2024-05-14T07:11:00.000001Z",
    })
    void aPeriodEndsAfterTheDayOrTimeThatItNames(String text, Instant instant) {
        assertThat(IsoTime.until(text)).hasValue(instant);
    }
}
