package io.latchkey.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.json.Json;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.network.BaseUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the text of a notice: in English, since users have no language setting, and never containing a key.
 */
@Singleton
class NoticeText {

    private static final int MAX_IN_SUBJECT = 60;
    private static final String PAGE = "/settings/api";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String link;
    private final Json json;
    private final Clock clock;

    @Inject
    NoticeText(BaseUrl baseUrl, Json json, Clock clock) {
        this.link = baseUrl.at(PAGE).toString();
        this.json = json;
        this.clock = clock;
    }

    /** Returns the e-mail's subject, a single line. */
    String subject(Notice notice) {
        String description = description(notice);
        String shown = description.codePointCount(0, description.length()) <= MAX_IN_SUBJECT
                ? description
                : description.substring(0, description.offsetByCodePoints(0, MAX_IN_SUBJECT)) + "…";
        String key = "API key " + notice.key().number() + " (" + shown + ")";
        return notice.cause() == NoticeCause.LEAK
                ? key + " has leaked and is disabled"
                : key + " will be disabled on " + TIME.format(notice.deadline());
    }

    /** Returns the e-mail's text. */
    String text(Notice notice) {
        StringBuilder text = new StringBuilder();
        line(text, "API key", Long.toString(notice.key().number()));
        line(text, "Description", description(notice));
        line(text, "Key", notice.key().masked());
        if (notice.cause() == NoticeCause.LEAK) {
            line(text, "Disabled", TIME.format(notice.deadline()));
            line(text, "Why", "It was reported as leaked");
            notice.source().ifPresent(source -> line(text, "Found in", source));
            notice.url().ifPresent(url -> line(text, "Found at", url));
            text.append("\nIt is no longer accepted. Rotate it to get a new secret, then enable it.\n");
        } else {
            line(text, "Will be disabled", TIME.format(notice.deadline()));
            line(text, "Why", why(notice));
            text.append('\n').append(advice(notice)).append(" Otherwise, there is nothing you need to do.\n");
        }
        return text.append(link).append('\n').toString();
    }

    /** No new description contains a key, but one from before may. */
    private static String description(Notice notice) {
        return KeyToken.mask(notice.key().description());
    }

    private static String why(Notice notice) {
        return notice.cause() == NoticeCause.EXPIRY ? "It expires" : "It has not been used";
    }

    private static String advice(Notice notice) {
        return notice.cause() == NoticeCause.EXPIRY
                ? "If it is still needed, give it a later expiry date."
                : "If it is still needed, use it once before then.";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    /**
     * Returns the webhook's payload: a JSON object with type, timestamp and data, as Standard Webhooks
     * recommends.
     */
    String event(Notice notice) {
        boolean leaked = notice.cause() == NoticeCause.LEAK;
        Data data = new Data(
                notice.key().number(),
                description(notice),
                notice.key().masked(),
                notice.cause(),
                notice.deadline(),
                leaked ? Optional.empty() : Optional.of(notice.stage()),
                notice.source(),
                notice.url(),
                link);
        return json.write(new Event(
                leaked ? "key.leaked" : "key.disabling", clock.instant().truncatedTo(ChronoUnit.SECONDS), data));
    }

    private record Event(String type, Instant timestamp, Data data) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Data(
            long number,
            String description,
            String key,
            NoticeCause cause,
            Instant disabledAt,
            Optional<Integer> daysBefore,
            Optional<String> source,
            Optional<String> url,
            String link) {}
}
