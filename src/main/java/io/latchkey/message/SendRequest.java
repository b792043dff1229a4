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
 * A request to send a template, in the form common to both methods.
 *
 * @param recipients at most 1000 recipients
 * @param contactId one more recipient, by contact
 * @param params the values of the placeholders for recipients without values of their own
 * @param email whether the template is an e-mail; the template itself decides
 * @param fromName another sender name; for a text message, the entire sender
 * @param externalRequestId the id for recipients without one of their own
 * @param groupId a segment instead of recipients, which is rejected
 * @param campaignId accepted but ignored
 * @param allowUnconfirmed if false, contacts' unconfirmed addresses get no message; by default, they do
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
