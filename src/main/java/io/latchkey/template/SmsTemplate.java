package io.latchkey.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.json.ScalarNumber;
import io.latchkey.problem.FieldError;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A text message template as sent and returned by the API. Empty lists are omitted, since older clients fail
 * on fields unknown to them.
 *
 * @param id only in responses; ignored in requests, where the path identifies the template
 * @param languageCode the language of this wording
 * @param tags the tags by which it can be found; at most 20
 * @param subscriptionsKeys categories of subscription; at most 20
 * @param languages only in responses: the language of each wording
 * @param from the sender's name
 * @param text at most 2000 characters
 * @param trackUrls whether clicks are to be tracked; stored and returned
 * @param translations only in responses: the wordings in other languages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SmsTemplate(
        @JsonDeserialize(using = ScalarNumber.class) Long id,
        @NotBlank @Size(max = 255) @OneLine String name,

        @Size(max = 35) @Pattern(regexp = EmailTemplate.LANGUAGE, message = EmailTemplate.LANGUAGE_MESSAGE)
        String languageCode,

        @Size(max = 20) List<@Label String> tags,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 20)
        List<@Label String> subscriptionsKeys,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> languages,
        @NotBlank @Size(max = 100) @OneLine String from,
        @NotBlank @Size(max = MAX_TEXT) String text,
        Boolean trackUrls,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SmsTemplate> translations) {

    static final int MAX_TEXT = 2000;

    /** Returns the errors that Jakarta Validation does not detect, worded for a problem document. */
    List<FieldError> errors() {
        return TextRules.directiveErrors("text", text);
    }

    Labels labels() {
        return new Labels(name, TemplateRules.list(tags), TemplateRules.list(subscriptionsKeys));
    }

    Wording wording() {
        return wording(languageCode == null ? "" : languageCode);
    }

    Wording wording(String language) {
        return new Wording(
                name,
                language,
                from,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text),
                Boolean.TRUE.equals(trackUrls));
    }

    static SmsTemplate of(Template template) {
        List<SmsTemplate> translations = template.translations().stream()
                .map(wording -> of(template.id(), template.labels(), wording, null, null))
                .toList();
        List<String> languages = TemplateRules.languages(template);
        return of(template.id(), template.labels(), template.base(), languages, translations);
    }

    private static SmsTemplate of(
            long id, Labels labels, Wording wording, List<String> languages, List<SmsTemplate> translations) {
        return new SmsTemplate(
                id,
                wording.name(),
                TemplateRules.code(wording.languageCode()),
                labels.tags(),
                labels.subscriptionsKeys(),
                languages,
                wording.sender(),
                wording.plainText().orElse(""),
                wording.trackUrls(),
                translations);
    }
}
