package io.latchkey.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the product's paths are, whatever is before them. */
class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://host, https://host/view/a-b_c",
        "https://host/, https://host/view/a-b_c",
        "https://host:8443/latchkey, https://host:8443/latchkey/view/a-b_c",
        "https://host/latchkey/, https://host/latchkey/view/a-b_c",
        "https://host/the/latchkey//, https://host/the/latchkey/view/a-b_c"
    })
    void aPathIsBelowTheOneThatTheProductHas(String setting, String address) {
        assertThat(new BaseUrl(URI.create(setting)).at("/view/a-b_c")).hasToString(address);
    }
}
