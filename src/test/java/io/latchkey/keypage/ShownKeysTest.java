package io.latchkey.keypage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.keytoken.KeyToken;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownKeysTest {

    private static KeySearch search(String text) {
        return new KeySearch(text, Optional.empty(), Optional.empty(), KeyOrder.DESCRIPTION, true);
    }

    @Test
    void aSearchIsKept() {
        ShownKeys shown = ShownKeys.of(search("shop"), 25, 25);

        assertThat(shown.text()).isEqualTo("shop");
        assertThat(shown.first()).isEqualTo(25);
    }

    @Test
    void aKeyThatWasSearchedForIsNot() {
        String key = KeyToken.generate(new SecureRandom()).value();

        ShownKeys shown = ShownKeys.of(search("key " + key), 25, 25);

        assertThat(shown.text()).isEmpty();
        assertThat(shown.first()).isZero();
        assertThat(shown.order()).isEqualTo(KeyOrder.DESCRIPTION);
        assertThat(shown.toString()).doesNotContain(key);
    }
}
