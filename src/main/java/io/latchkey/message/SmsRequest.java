package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.latchkey.json.ScalarNumber;
import io.latchkey.json.TextOrNumber;
import io.latchkey.template.Label;
import io.latchkey.template.OneLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A text message without a template, as sent by clients.
 *
 * @param from the sender's name
 * @param text at most 2000 characters
 * @param phoneNumbers 1 to 1000, as text or as numbers
 * @param externalRequestId the client's own id, the same for all recipients
 * @param groupId a segment instead of numbers, which is rejected
 * @param campaignId accepted but ignored
 * @param subscriptionsKeys accepted but ignored
 * @param trackUrls accepted but ignored
 */
public record SmsRequest(
        @NotBlank @Size(max = 100) @OneLine String from,
        @NotBlank @Size(max = 2000) String text,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(max = 1000)
        List<@NotNull JsonNode> phoneNumbers,

        @Size(max = 20) List<@Label String> tags,
        @JsonDeserialize(using = ScalarNumber.class) Long groupId,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = 255)
        String externalRequestId,

        @JsonDeserialize(using = ScalarNumber.class) Long campaignId,
        @Size(max = 20) List<String> subscriptionsKeys,
        Boolean trackUrls) {}
