package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import io.latchkey.template.Channel;
import io.latchkey.template.Filling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageContentTest {

    private final Fillings fillings = new Fillings(new Json());

    private Filling filling(Channel channel, int length) {
        String params = "{\"a\":\"" + "x".repeat(length) + "\"}";
        return fillings.of(channel, new Addressee("380501234567", Optional.empty(), params, Optional.empty()));
    }

    @Test
    void aTextMessageThatGrowsWithItsValuesHasAnEnd() {
        MessageContent content = MessageContent.sms(1, "Shop", "%a%".repeat(10) + "!", List.of(), Instant.EPOCH);

        assertThat(content.text(filling(Channel.SMS, 999))).hasValue("x".repeat(9990) + "!");
        assertThat(content.text(filling(Channel.SMS, 1000))).isEmpty();
        assertThat(content.text(filling(Channel.SMS, 60_000))).isEmpty();
    }

    @Test
    void theTextOfAnEmailMayBeLonger() {
        MessageContent content = MessageContent.email(
                1,
                "shop@example.com",
                "s",
                Optional.empty(),
                Optional.of("%a%".repeat(10) + "!"),
                List.of(),
                true,
                Instant.EPOCH);

        assertThat(content.text(filling(Channel.EMAIL, 60_000))).isPresent();
    }
}
