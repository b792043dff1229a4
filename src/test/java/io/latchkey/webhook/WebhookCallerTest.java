package io.latchkey.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.secret.Vault;
import io.latchkey.testing.TestSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookCallerTest {

    private static final long ORGANISATION = 3;

    private final WebhookVault vault = new WebhookVault(new Vault(TestSecrets.withMasterKey(7), new SecureRandom()));
    private final List<InetAddress> called = new ArrayList<>();

    /** One webhook, with an address that was allowed when it was set. */
    private final class Stored extends Webhooks {

        private final String url;

        Stored(String url) {
            super(null, null, null, null, null, null);
            this.url = url;
        }

        @Override
        Optional<Webhook> find(long organisationId) {
            byte[] sealed = vault.seal(WebhookSecret.generate(new SecureRandom()), ORGANISATION);
            return Optional.of(
                    new Webhook(ORGANISATION, URI.create(url), sealed, vault.currentVersion(), Instant.EPOCH));
        }
    }

    /** Notes where a call would have gone. */
    private final class Noted extends WebhookTransport {

        Noted() {
            super(Duration.ofSeconds(1));
        }

        @Override
        int post(URI url, List<InetAddress> addresses, Map<String, String> headers, String body) {
            called.addAll(addresses);
            return 204;
        }
    }

    private WebhookCaller caller(String url, WebhookGuard guard) {
        return new WebhookCaller(new Stored(url), vault, guard, new Noted(), Clock.systemUTC());
    }

    /** The name was one of the public internet when it was set, and leads elsewhere since. */
    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:8443/hook", "https://10.1.2.3/hook", "http://192.0.2.1/hook"})
    void whatLeadsIntoAPrivateNetworkByNowIsNotCalled(String url) {
        WebhookCaller caller = caller(url, new WebhookGuard("production", Optional.empty()));

        assertThatThrownBy(() -> caller.call(ORGANISATION, "1", "{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("private network");
        assertThat(called).isEmpty();
    }

    @Test
    void aCallGoesToTheAddressesThatWereChecked() throws IOException {
        WebhookGuard guard = new WebhookGuard("production", Optional.of("10.0.0.0/8, 127.0.0.0/8, ::1/128"));

        assertThat(caller("https://10.1.2.3/hook", guard).call(ORGANISATION, "1", "{}"))
                .hasValue(204);
        assertThat(called).containsExactly(InetAddress.getByName("10.1.2.3"));

        called.clear();
        assertThat(caller("https://localhost/hook", guard).call(ORGANISATION, "1", "{}"))
                .hasValue(204);
        assertThat(called).containsExactly(InetAddress.getAllByName("localhost"));
    }
}
