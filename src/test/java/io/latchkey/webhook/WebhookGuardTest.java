package io.latchkey.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookGuardTest {

    private final WebhookGuard production = new WebhookGuard("production", Optional.empty());
    private final WebhookGuard development = new WebhookGuard("development", Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://192.0.2.1/hook?team=a",
                "HTTPS://192.0.2.1",
                "https://[2001:db8::1]:8443/",
                "https://[2001:200::1]/",
                "https://no-such-host.invalid/hook"
            })
    void thePublicInternetMayBeCalled(String url) {
        assertThat(production.read(url)).isPresent();
        assertThat(development.read(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hook",
                "http://192.0.2.1/",
                "ftp://192.0.2.1/",
                "file:///etc/passwd",
                "https:/hook",
                "https://192.0.2.1/\u0449",
                "https://user:password@192.0.2.1/",
                "https://192.0.2.1/#part",
                "https://192.0.2.1:70000/",
                "http://no-such-host.invalid/hook",
                "https://10.1.2.3/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://172.31.0.1/",
                "https://192.168.1.1/",
                "https://0.0.0.0/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://[::ffff:10.1.2.3]/",
                "https://[::10.1.2.3]/",
                "https://[64:ff9b::a01:203]/",
                "https://[64:ff9b:1::a01:203]/",
                "https://[::ffff:0:a01:203]/",
                "https://[2002:a01:203::1]/",
                "https://192.31.196.1/",
                "https://192.52.193.1/",
                "https://192.175.48.1/",
                "https://[100:0:0:1::1]/",
                "https://[2001::1]/",
                "https://[2001:2::1]/",
                "https://[2001:1ff::1]/",
                "https://[2620:4f:8000::1]/"
            })
    void nothingElseMay(String url) {
        assertThat(production.read(url)).isEmpty();
        assertThat(development.read(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/hook",
                "https://127.0.0.1/hook",
                "http://[::1]/hook",
                "http://localhost:9000/hook",
                "https://localhost/hook"
            })
    void onlyADevelopmentServerCallsItself(String url) {
        assertThat(development.read(url)).isPresent();
        assertThat(production.read(url)).isEmpty();
    }

    @Test
    void aPrivateNetworkCanBeAllowed() {
        WebhookGuard guard = new WebhookGuard("production", Optional.of("10.0.0.0/8, fd00::/8"));

        assertThat(guard.read("https://10.1.2.3/")).isPresent();
        assertThat(guard.read("https://[fd00::1]/")).isPresent();
        assertThat(guard.read("http://10.1.2.3/")).isEmpty();
        assertThat(guard.read("https://192.168.1.1/")).isEmpty();
    }

    @Test
    void aNetworkThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> new WebhookGuard("production", Optional.of("10.0.0.1/8")))
                .hasMessageContaining("latchkey.notice.webhook-networks");
    }
}
