package io.latchkey.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.network.BaseUrl;
import io.latchkey.secret.Secrets;
import io.latchkey.testing.TestSecrets;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
        ViewLinks after = links(TestSecrets.withMasterKeyVersions(1, 2), NOW);

        assertThat(after.read(token(links(1, NOW).to(7, 9)))).hasValue(new ViewTarget(7, 9));
        assertThat(after.read(token(after.to(7, 9)))).hasValue(new ViewTarget(7, 9));
        assertThat(links(1, NOW).read(token(after.to(7, 9)))).isEmpty();
    }

    private static ViewLinks links(int masterKey, Instant now) {
        return links(TestSecrets.withMasterKey(masterKey), now);
    }

    private static ViewLinks links(Secrets secrets, Instant now) {
        return new ViewLinks(
                secrets,
                new BaseUrl(URI.create("https://latchkey.example")),
                Duration.ofDays(7),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String token(String link) {
        assertThat(link).startsWith(PREFIX);
        return link.substring(PREFIX.length());
    }
}
