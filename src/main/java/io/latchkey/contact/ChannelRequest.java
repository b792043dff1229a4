package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.channel.ChannelType;
import io.latchkey.json.ScalarText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Where to reach a contact.
 *
 * @param type the kind of channel
 * @param value the address, phone number or token
 * @param device what the client knows of the device a push token belongs to, as plain JSON
 * @param webPushSubscription the same of a browser
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelRequest(
        @NotNull ChannelType type,

        @JsonDeserialize(using = ScalarText.class) @Size(max = ChannelType.MAX_ADDRESS)
        String value,

        JsonNode device,
        JsonNode webPushSubscription) {

    /** Whether the client has no address to give, and sends the channel all the same. */
    boolean isBlank() {
        return value == null || value.isBlank();
    }

    /** What is known of the device or browser. */
    Optional<JsonNode> details() {
        return Optional.ofNullable(device == null ? webPushSubscription : device)
                .filter(JsonNode::isObject);
    }
}
