package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latchkey.json.ScalarNumber;
import io.latchkey.json.TextOrNumber;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The recipient of a prepared message, as sent by clients; a bare text or number is the address. Ids and
 * phone numbers may be text or numbers.
 *
 * @param contactId a contact instead of an address
 * @param externalCustomerId a contact by the client's own id
 * @param locator the address
 * @param email the address, as other clients call it; some send a boolean here, which is ignored
 * @param jsonParam the values of the placeholders: a JSON object, the text of one, or a list of {@code {key,
 *     value}}
 * @param externalRequestId the client's own id, which identifies a repeated request; at most 255 characters
 * @param languageCode the language of the wording to use; by default that of the contact, if one is named
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

    /** Creates a recipient from an address alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Recipient at(String locator) {
        return new Recipient(null, null, locator, null, null, null, null);
    }

    /** Creates a recipient from a phone number sent as a number. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Recipient at(long number) {
        return at(Long.toString(number));
    }

    static Recipient contact(long contactId) {
        return new Recipient(contactId, null, null, null, null, null, null);
    }

    /** Returns the address that was sent, under either name. */
    Optional<String> address() {
        if (locator != null && !locator.isBlank()) {
            return Optional.of(locator);
        }
        return Optional.ofNullable(email)
                .filter(text -> text.isString() || text.isIntegralNumber())
                .map(JsonNode::asString)
                .filter(text -> !text.isBlank());
    }

    /** Returns the client's own id of the contact as contacts have it: without surrounding white space. */
    Optional<String> externalId() {
        return Optional.ofNullable(externalCustomerId).map(String::strip).filter(id -> !id.isEmpty());
    }

    boolean namesContact() {
        return contactId != null || externalId().isPresent();
    }

    /** Returns the same recipient with another language. */
    Recipient in(String language) {
        return new Recipient(contactId, externalCustomerId, locator, email, jsonParam, externalRequestId, language);
    }

    /** Returns the requested language; empty when none is requested. */
    String language() {
        return languageCode == null ? "" : languageCode.strip();
    }

    /** Returns the recipient's name in the response. */
    String called() {
        return address()
                .or(() -> Optional.ofNullable(externalCustomerId))
                .or(() -> Optional.ofNullable(contactId).map(String::valueOf))
                .orElse("");
    }
}
