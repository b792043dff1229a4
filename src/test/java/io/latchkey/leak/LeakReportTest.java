package io.latchkey.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyLeaked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakReportTest {

    private static final String OURS = "lk_" + "aB3".repeat(12) + "zZ";
    private static final String OTHER = "lk_" + "7xY".repeat(12) + "00";

    private static String masked(String token, String text) {
        KeyLeaked.Where where = new LeakReport(token, "latchkey", text, text).where();
        assertThat(where.source()).isEqualTo(where.url());
        return where.url().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a.example/?key=TOKEN&page=2 | https://a.example/?key=lk_…&page=2",
                "TOKEN, then TOKEN and OTHER | lk_…, then lk_… and lk_…",
                "https://a.example/xTOKEN | https://a.example/xlk_…",
                "https://a.example/?key=ENCODED | https://a.example/?key=lk_…",
                "https://a.example/lk_short/lk_%20 | https://a.example/lk_short/lk_%20"
            })
    void aKeyIsNotSaidWithWhereItWas(String text, String shown) {
        String said = text.replace("TOKEN", OURS).replace("OTHER", OTHER);

        assertThat(masked(OURS, said.replace("ENCODED", OURS.replace("_", "%5f").replace("B", "%42"))))
                .isEqualTo(shown);
        assertThat(masked(OURS, said.replace("ENCODED", OTHER.replace("_", "%5F"))))
                .isEqualTo(shown);
    }

    @Test
    void aKeyThatWasMadeElsewhereIsMaskedInEveryWayToWriteIt() {
        String token = "a+b/c=$d\\E.*%5F~(ef";

        assertThat(masked(token, "?k=" + token)).isEqualTo("?k=lk_…");
        assertThat(masked(token, "?k=a%2Bb%2fc%3D%24d%5CE.*%255F~%28ef#a")).isEqualTo("?k=lk_…#a");
        assertThat(masked("schlüssel-schlüssel", "/schl%C3%BCssel-schlüssel/")).isEqualTo("/lk_…/");
        assertThat(masked(token, "?k=" + token.toUpperCase())).isEqualTo("?k=" + token.toUpperCase());
    }

    @Test
    void aPercentSignIsTakenBothWays() {
        assertThat(masked("%25a", "x%25ax%2525ax%25%32%35a")).isEqualTo("xlk_…xlk_…xlk_…");
        assertThat(masked("%%", "%%25,%25%,%2525,%,%2")).isEqualTo("lk_…,lk_…,%2525,%,%2");
    }

    @Test
    void theLongestTokenNeedsNoDeepStack() throws InterruptedException {
        String token = "aB%ü".repeat(250);
        List<String> said = new ArrayList<>();
        Thread small = new Thread(null, () -> said.add(masked(token, "?k=" + token + "&")), "small stack", 256 << 10);

        small.start();
        small.join();

        assertThat(said).containsExactly("?k=lk_…&");
    }

    @Test
    void whatWasNotSaidIsNotThere() {
        assertThat(new LeakReport(OURS, null, null, " ").where())
                .isEqualTo(new KeyLeaked.Where(Optional.empty(), Optional.empty()));
    }
}
