package io.latchkey.contactimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportRequestTest {

    /** Every field there is, and as many custom ones as leave room for their values. */
    private static String contact(int number) {
        String custom = IntStream.range(0, 70)
                .mapToObj(i -> "{\"id\":" + (12_300 + i) + ",\"value\":\"green\"}")
                .collect(Collectors.joining(","));
        return """
                {"id":%1$d,"externalCustomerId":"c-%1$d","contactKey":"k","firstName":"Ann","lastName":"Lee","channels":[\
                {"type":"email","value":"%1$d@example.com"},{"type":"sms","value":"38094000%1$d"},\
                {"type":"mobilepush","value":"token %1$d"}],"address":{"region":"R","town":"T","address":"A","postcode":1},\
                "fields":[%2$s],"addressBookId":1,"ordersInfo":{"count":3,"lastDate":"2020-01-01T00:00:00"},\
                "groups":[{"id":1,"name":"All"}],"languageCode":"uk","timeZone":"Europe/Kyiv"}""".formatted(1000 + number, custom);
    }

    @Test
    void theLargestIsWithinTheLimitOfTokens() {
        String contacts = IntStream.range(0, ImportRequest.MAX_CONTACTS)
                .mapToObj(ImportRequestTest::contact)
                .collect(Collectors.joining(","));
        byte[] body = ("{\"dedupeOn\":\"email\",\"groupNames\":[\"All\"],\"contacts\":[" + contacts + "]}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(body).hasSizeBetween(ContactImportResource.MAX_BYTES * 7 / 8, ContactImportResource.MAX_BYTES);

        assertThat(new Json().bind(body, ImportRequest.class).contacts()).hasSize(ImportRequest.MAX_CONTACTS);
    }
}
