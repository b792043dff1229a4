package io.latchkey.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.network.BaseUrl;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String PREFIX = "https://latchkey.example/view/";

    @Test
    void aLinkLeadsToItsTemplateUntilItsEnd() {
        String token = token(links(1, NOW).to(7, 9));

        assertThat(links(1, NOW).read(token)).hasValue(new ViewTarget(7, 9));
        assertThat(links(1, NOW.plus(Duration.ofDays(7)).minusSeconds(1)).read(token))
                .isPresent();
        assertThat(links(1, NOW.plus(Duration.ofDays(7))).read(token)).isEmpty();
    }

    @Test
    void anAlteredLinkLeadsNowhere() {
        String token = token(links(1, NOW).to(7, 9));

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(links(1, NOW).read(altered)).as("character %d", i).isEmpty();
        }
        for (String other : new String[] {"", "A", token + "A", token + "AAAA", token.substring(4), "?", "ä"}) {
            assertThat(links(1, NOW).read(other)).as(other).isEmpty();
        }
    }

    /** Those that were sent before an upgrade are good after it. */
    @Test
    void itsFormStaysTheSame() {
        assertThat(links(1, NOW).to(7, 9))
                .isEqualTo(PREFIX + "AAAAAAAAAAcAAAAAAAAACQAAAABrDrbAzWytTMgzii5-c2ce9DO_1d-XKi-qd6DM0i3tgvOShuI");
    }

    @Test
    void aLinkHasOneSpelling() {
        String token = token(links(1, NOW).to(7, 9));
        // Of the last character Base64 uses four bits alone, and leaves padding to the writer.
        String sameBytes = token.substring(0, token.length() - 1) + "J";

        assertThat(token).endsWith("I");
        assertThat(links(1, NOW).read(sameBytes)).isEmpty();
        assertThat(links(1, NOW).read(token + "=")).isEmpty();
    }

    @Test
    void anotherInstallationsLinkLeadsNowhere() {
        assertThat(links(2, NOW).read(token(links(1, NOW).to(7, 9)))).isEmpty();
    }

    @Test
    void aLinkOutlivesTheRotationOfTheMasterKey() {
        ViewLinks after = links(new MasterKeys(Map.of(1, key(1), 2, key(2))), NOW);

        assertThat(after.read(token(links(1, NOW).to(7, 9)))).hasValue(new ViewTarget(7, 9));
        assertThat(after.read(token(after.to(7, 9)))).hasValue(new ViewTarget(7, 9));
        assertThat(links(1, NOW).read(token(after.to(7, 9)))).isEmpty();
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[Secrets.BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static ViewLinks links(int masterKey, Instant now) {
        return links(new MasterKeys(Map.of(1, key(masterKey))), now);
    }

    private static ViewLinks links(MasterKeys masterKeys, Instant now) {
        return new ViewLinks(
                new Secrets(new byte[Secrets.BYTES], masterKeys),
                new BaseUrl(URI.create("https://latchkey.example")),
                Duration.ofDays(7),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String token(String link) {
        assertThat(link).startsWith(PREFIX);
        return link.substring(PREFIX.length());
    }
}
