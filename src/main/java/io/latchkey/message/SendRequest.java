package io.latchkey.message;

import io.latchkey.json.ScalarNumber;
import io.latchkey.json.TextOrNumber;
import io.latchkey.template.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A template to send, as clients ask for it in both methods.
 *
 * @param recipients at most 1000
 * @param contactId one more recipient, by contact
 * @param params what fills the placeholders for all recipients that bring nothing of their own
 * @param email whether the template is an e-mail; the template itself knows
 * @param fromName another name to write under; a text message's whole sender
 * @param externalRequestId for all recipients that bring none of their own
 * @param groupId a segment instead of recipients, which is refused
 * @param campaignId taken and not used
 * @param allowUnconfirmed false: addresses that contacts have not confirmed get no message; they do when it is left out
 */
public record SendRequest(
        @Size(max = 1000) List<@NotNull @Valid Recipient> recipients,
        @JsonDeserialize(using = ScalarNumber.class) Long contactId,
        JsonNode params,
        Boolean email,
        @Size(max = 255) @OneLine String fromName,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = 255)
        String externalRequestId,

        @JsonDeserialize(using = ScalarNumber.class) Long groupId,
        @JsonDeserialize(using = ScalarNumber.class) Long campaignId,
        Boolean allowUnconfirmed) {

    List<Recipient> everybody() {
        List<Recipient> everybody = new ArrayList<>(recipients == null ? List.of() : recipients);
        if (contactId != null) {
            everybody.add(Recipient.contact(contactId));
        }
        return everybody;
    }
}
