package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From where a key may be used. */
class AllowedNetworksTest {

    private static void assertRefused(List<String> texts) {
        assertThatThrownBy(() -> AllowedNetworks.of(texts))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    @Test
    void oneThatIsNoNetworkIsRefusedInsteadOfLeftOut() {
        assertRefused(List.of("192.0.2.1/24"));
        assertRefused(List.of("192.0.2.1", "crm.example"));
    }

    @Test
    void thereAreOneToFifty() {
        assertRefused(List.of());
        assertThat(AllowedNetworks.of(Collections.nCopies(50, "192.0.2.1")).networks())
                .hasSize(50);
        assertRefused(Collections.nCopies(51, "192.0.2.1"));
    }

    @Test
    void areStoredAsTheyWereGiven() {
        AllowedNetworks networks = AllowedNetworks.of(List.of("192.0.2.0/24", "2001:db8::1"));

        assertThat(AllowedNetworks.stored(networks.text())).isEqualTo(networks);
        assertThat(networks.allow("192.0.2.255")).isTrue();
        assertThat(networks.allow("2001:db8::1")).isTrue();
        assertThat(networks.allow("192.0.3.0")).isFalse();
        assertThat(AllowedNetworks.stored(Optional.empty()).allow("192.0.3.0")).isTrue();
    }

    @Test
    void whatIsStoredAndCannotBeReadIsNotEverywhere() {
        assertThatThrownBy(() -> AllowedNetworks.stored(Optional.of("192.0.2.1 ?")))
                .isInstanceOf(IllegalStateException.class);
    }
}
