package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.json.Json;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SubscribeRequestTest {

    @Test
    void aListOfOneMayBeItsEntryAlone() {
        SubscribeRequest alone = read("""
                {"contact":{},"groups":{"name":"VIP"},"fields":{"id":7,"value":"x"},"subscriptions":"Weekly"}""");

        assertThat(alone.groups()).containsExactly(GroupRequest.ofName("VIP"));
        assertThat(alone.fields()).containsExactly(new ContactRequest.FieldRequest(7L, "x"));
        assertThat(alone.subscriptions()).containsExactly("Weekly");
        assertThat(read("{\"contact\":{},\"groups\":\"VIP\"}").groups()).isEqualTo(alone.groups());
    }

    @Test
    void aContactWithinTheSubscriberWouldBeLost() {
        assertThat(read("{\"contact\":{\"firstName\":\"A\"},\"groups\":\"VIP\"}")
                        .subscriber()
                        .groups())
                .containsExactly(GroupRequest.ofName("VIP"));
        SubscribeRequest wrapped = read("{\"contact\":{\"contact\":{\"firstName\":\"A\"}}}");
        assertThatThrownBy(wrapped::subscriber).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                        refused.problem().errors())
                .extracting(FieldError::field)
                .containsExactly("contact.contact"));
    }

    private static SubscribeRequest read(String body) {
        return new Json().bind(body.getBytes(StandardCharsets.UTF_8), SubscribeRequest.class);
    }
}
