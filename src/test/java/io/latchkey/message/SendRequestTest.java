package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ids and phone numbers of messages are taken as the rest of the API takes them: as text or as numbers. */
class SendRequestTest {

    private final Json json = new Json();

    @Test
    void aRecipientIsNamedByTextOrByNumber() {
        SendRequest request = read("""
                {"recipients":[{"locator":380501234567,"externalRequestId":1},{"email":380501234567},380501234567,"a@b.c",
                               {"contactId":"7","externalCustomerId":12345678901234567890},{"email":true,"contactId":""}],
                 "contactId":"8","externalRequestId":2,"campaignId":"3"}""", SendRequest.class);

        assertThat(request.everybody())
                .extracting(Recipient::address)
                .containsExactly(
                        Optional.of("380501234567"),
                        Optional.of("380501234567"),
                        Optional.of("380501234567"),
                        Optional.of("a@b.c"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(request.everybody())
                .extracting(Recipient::contactId)
                .containsExactly(null, null, null, null, 7L, null, 8L);
        assertThat(request.recipients().get(4).externalCustomerId()).isEqualTo("12345678901234567890");
        assertThat(request.recipients().get(0).externalRequestId()).isEqualTo("1");
        assertThat(request.externalRequestId()).isEqualTo("2");
    }

    @Test
    void aBlankAddressIsNone() {
        SendRequest request = read("""
                {"recipients":[{"email":"","contactId":7},{"email":" ","locator":"","contactId":7}]}""", SendRequest.class);

        assertThat(request.everybody()).extracting(Recipient::address).containsOnly(Optional.empty());
        assertThat(request.everybody()).extracting(Recipient::called).containsOnly("7");
    }

    @Test
    void soIsAMessageWithoutATemplate() {
        assertThat(read("{\"externalRequestId\":4,\"campaignId\":\"5\"}", EmailRequest.class)
                        .externalRequestId())
                .isEqualTo("4");
        assertThat(read("{\"externalRequestId\":4,\"campaignId\":\"5\",\"groupId\":\"\"}", SmsRequest.class)
                        .externalRequestId())
                .isEqualTo("4");
    }

    private <T> T read(String body, Class<T> type) {
        return json.bind(body.getBytes(StandardCharsets.UTF_8), type);
    }
}
