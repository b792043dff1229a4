package io.latchkey.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A text message template as listed by the API, without its texts. Empty values are omitted, as in the
 * template itself.
 *
 * @param languages the language of each wording
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedSmsTemplate(
        long id,
        String name,
        String languageCode,
        List<String> tags,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> subscriptionsKeys,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> languages,
        String from) {

    static ListedSmsTemplate of(TemplateLine line) {
        return new ListedSmsTemplate(
                line.id(),
                line.labels().name(),
                TemplateRules.code(line.languageCode()),
                line.labels().tags(),
                line.labels().subscriptionsKeys(),
                line.languages(),
                line.sender());
    }
}
