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
 * A channel through which a contact can be reached.
 *
 * @param type the type of channel
 * @param value the address, phone number or token
 * @param device the client's data on the device that a push token belongs to, as plain JSON
 * @param webPushSubscription the same for a browser
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelRequest(
        @NotNull ChannelType type,

        @JsonDeserialize(using = ScalarText.class) @Size(max = ChannelType.MAX_ADDRESS)
        String value,

        JsonNode device,
        JsonNode webPushSubscription) {

    /** Returns whether the client has sent the channel without an address. */
    boolean isBlank() {
        return value == null || value.isBlank();
    }

    /** Returns the data on the device or browser. */
    Optional<JsonNode> details() {
        return Optional.ofNullable(device == null ? webPushSubscription : device)
                .filter(JsonNode::isObject);
    }
}
