package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.channel.ChannelType;
import io.latchkey.json.Json;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactRequestTest {

    private final Json json = new Json();

    @Test
    void aListOfOneMayBeItsEntryAlone() {
        ContactRequest alone = read("""
                {"channels":{"type":"email","value":"a@b.c"},"fields":{"id":"7","value":1},"groups":{"name":"VIP"}}""");

        assertThat(alone.channels()).containsExactly(new ChannelRequest(ChannelType.EMAIL, "a@b.c", null, null));
        assertThat(alone.fields()).containsExactly(new ContactRequest.FieldRequest(7L, "1"));
        assertThat(alone.groups()).containsExactly(GroupRequest.ofName("VIP"));
        assertThat(read(json.write(alone)))
                .as("written and read again, as an import does")
                .isEqualTo(alone);
        assertThat(read("{\"groups\":\"VIP\"}").groups()).isEqualTo(alone.groups());
    }

    @Test
    void aListOfNothingIsEmpty() {
        ContactRequest nothing = read("{\"channels\":null,\"fields\":[],\"groups\":null}");

        assertThat(List.of(nothing.channels(), nothing.fields(), nothing.groups()))
                .allMatch(List::isEmpty);
    }

    @Test
    void whatWouldBeLostBesideOrWithinAWrappedContactIsNamed() {
        assertThat(
                        read("{\"contact\":{\"firstName\":\"A\"},\"groups\":\"VIP\",\"formType\":\"f\",\"id\":1,\"fields\":[]}")
                                .unwrapped())
                .isEqualTo(read("{\"firstName\":\"A\",\"groups\":\"VIP\"}"));
        assertThat(lost("""
                {"contact":{"contact":{}},"externalCustomerId":1,"contactKey":"k","firstName":"A","lastName":"",
                "channels":{"type":"email","value":"a@b.c"},"address":{"town":"T"},"fields":{"id":7,"value":1},
                "addressBookId":1,"ordersInfo":{"count":1},"languageCode":"uk","timeZone":"Z"}"""))
                .containsExactly(
                        "externalCustomerId",
                        "contactKey",
                        "firstName",
                        "lastName",
                        "channels",
                        "address",
                        "fields",
                        "addressBookId",
                        "ordersInfo",
                        "languageCode",
                        "timeZone",
                        "contact.contact");
    }

    private List<String> lost(String body) {
        ContactRequest request = read(body);
        return catchThrowableOfType(ProblemException.class, request::unwrapped).problem().errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private ContactRequest read(String body) {
        return json.bind(body.getBytes(StandardCharsets.UTF_8), ContactRequest.class);
    }
}
