package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latchkey.json.ScalarNumber;
import io.latchkey.json.TextOrNumber;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Whom a prepared message goes to, as clients send it; a bare text or number is the address. Ids and phone numbers come as text or as
 * numbers.
 *
 * @param contactId a contact instead of an address
 * @param externalCustomerId the same, by the client's own id
 * @param locator the address
 * @param email the address in the words of other clients; some send a truth value here, which says nothing
 * @param jsonParam what fills the placeholders: a JSON object, the text of one, or a list of {@code {key, value}}
 * @param externalRequestId the client's own id, by which a repeated request is known; at most 255 characters
 * @param languageCode the wording that is wanted
 */
public record Recipient(
        @JsonDeserialize(using = ScalarNumber.class) Long contactId,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = 255)
        String externalCustomerId,

        @JsonDeserialize(using = TextOrNumber.class) String locator,
        JsonNode email,
        JsonNode jsonParam,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = 255)
        String externalRequestId,

        @Size(max = 35) String languageCode) {

    @JsonCreator
    public Recipient {}

    /** From an address alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Recipient at(String locator) {
        return new Recipient(null, null, locator, null, null, null, null);
    }

    /** The same, from a phone number that is sent as one. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Recipient at(long number) {
        return at(Long.toString(number));
    }

    static Recipient contact(long contactId) {
        return new Recipient(contactId, null, null, null, null, null, null);
    }

    /** The address that was sent, under either name. */
    Optional<String> address() {
        if (locator != null && !locator.isBlank()) {
            return Optional.of(locator);
        }
        return Optional.ofNullable(email)
                .filter(text -> text.isString() || text.isIntegralNumber())
                .map(JsonNode::asString);
    }

    /** The language that is wanted; empty when none is. */
    String language() {
        return languageCode == null ? "" : languageCode;
    }

    /** What the answer calls the recipient. */
    String called() {
        return address()
                .or(() -> Optional.ofNullable(externalCustomerId))
                .or(() -> Optional.ofNullable(contactId).map(String::valueOf))
                .orElse("");
    }
}
