package io.latchkey.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.json.ScalarNumber;
import io.latchkey.problem.FieldError;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An e-mail template as sent and returned by the API. Empty lists are omitted, since older clients fail on
 * fields unknown to them.
 *
 * @param id only in responses; ignored in requests, where the path identifies the template
 * @param languageCode the language of this wording
 * @param tags the tags by which it can be found; at most 20
 * @param subscriptionsKeys categories of subscription; at most 20
 * @param languages only in responses: the language of each wording
 * @param from the sender's address, with or without a name
 * @param htmlText the e-mail in HTML; at most 500 000 characters
 * @param rawHtml the same without styles, as stored by an editor
 * @param ampHtml the e-mail in AMP; stored but not sent
 * @param css the styles, which are embedded in the e-mail; at most 200 000 characters
 * @param trackUrls whether clicks are to be tracked; stored, and returned only if false, as true is the
 *     default
 * @param translations only in responses: the wordings in other languages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmailTemplate(
        @JsonDeserialize(using = ScalarNumber.class) Long id,
        @NotBlank @Size(max = 255) @OneLine String name,

        @Size(max = 35) @Pattern(regexp = LANGUAGE, message = LANGUAGE_MESSAGE)
        String languageCode,

        @Size(max = 20) List<@Label String> tags,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 20)
        List<@Label String> subscriptionsKeys,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> languages,
        @NotBlank @Size(max = 500) @OneLine String from,
        @NotBlank @Size(max = 998) @OneLine String subject,
        @NotNull @Size(min = 1, max = MAX_HTML) String htmlText,
        @Size(max = MAX_HTML) String rawHtml,
        @Size(max = MAX_HTML) String ampHtml,

        @JsonProperty("css") @JsonAlias("cssText") @Size(max = MAX_CSS)
        String css,

        Boolean trackUrls,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EmailTemplate> translations) {

    static final int MAX_HTML = 500_000;
    static final int MAX_CSS = 200_000;
    static final String LANGUAGE = "|[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8}){0,3}";
    static final String LANGUAGE_MESSAGE = "must be a language code such as en or en-GB";

    /** Returns the errors that Jakarta Validation does not detect, worded for a problem document. */
    List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        if (EmailSender.parse(from).isEmpty()) {
            errors.add(TextRules.notAnEmailSender("from"));
        }
        errors.addAll(TextRules.directiveErrors("htmlText", htmlText));
        errors.addAll(TextRules.directiveErrors("subject", subject));
        if (css != null && css.toLowerCase(Locale.ROOT).contains("</style")) {
            errors.add(new FieldError("css", "must not close the style element"));
        }
        return errors;
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
                subject,
                Optional.of(htmlText),
                Optional.ofNullable(rawHtml),
                Optional.ofNullable(ampHtml),
                Optional.ofNullable(css),
                Optional.empty(),
                !Boolean.FALSE.equals(trackUrls));
    }

    static EmailTemplate of(Template template) {
        List<EmailTemplate> translations = template.translations().stream()
                .map(wording -> of(template.id(), template.labels(), wording, null, null))
                .toList();
        List<String> languages = TemplateRules.languages(template);
        return of(template.id(), template.labels(), template.base(), languages, translations);
    }

    private static EmailTemplate of(
            long id, Labels labels, Wording wording, List<String> languages, List<EmailTemplate> translations) {
        return new EmailTemplate(
                id,
                wording.name(),
                TemplateRules.code(wording.languageCode()),
                labels.tags(),
                labels.subscriptionsKeys(),
                languages,
                wording.sender(),
                wording.subject(),
                wording.htmlText().orElse(""),
                wording.rawHtml().orElse(null),
                wording.ampHtml().orElse(null),
                wording.css().orElse(null),
                wording.trackUrls() ? null : false,
                translations);
    }
}
