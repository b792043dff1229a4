package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.latchkey.json.ScalarNumber;
import io.latchkey.json.TextOrNumber;
import io.latchkey.template.Label;
import io.latchkey.template.OneLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An e-mail without a template, as sent by clients.
 *
 * @param from the sender's address, with or without a name
 * @param htmlText the e-mail in HTML; either this or {@code plainText} is required
 * @param plainText the e-mail in plain text
 * @param ampHtmlText accepted but not sent
 * @param emails the recipients' addresses; 1 to 1000
 * @param externalRequestId the client's own id, the same for all recipients
 * @param skipPersonalisation whether placeholders are left as they are
 * @param campaignId accepted but ignored
 * @param subscriptionsKeys accepted but ignored
 * @param trackUrls accepted but ignored
 */
public record EmailRequest(
        @NotBlank @Size(max = 500) @OneLine String from,
        @NotBlank @Size(max = 998) @OneLine String subject,
        @Size(max = 500_000) String htmlText,
        @Size(max = 500_000) String plainText,
        @Size(max = 500_000) String ampHtmlText,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotEmpty @Size(max = 1000)
        List<@NotNull String> emails,

        @Size(max = 20) List<@Label String> tags,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = 255)
        String externalRequestId,

        Boolean skipPersonalisation,
        @JsonDeserialize(using = ScalarNumber.class) Long campaignId,
        @Size(max = 20) List<String> subscriptionsKeys,
        Boolean trackUrls) {}
