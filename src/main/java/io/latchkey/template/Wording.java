package io.latchkey.template;

import java.util.Locale;
import java.util.Optional;

/**
 * What a template says in one language.
 *
 * @param languageCode the language as it was written; empty when nobody has named it
 * @param sender who writes: an address with or without a name for an e-mail, a name for a text message
 * @param subject empty for a text message
 * @param htmlText the e-mail; none for a text message
 * @param rawHtml the e-mail without styles, as an editor keeps it
 * @param ampHtml the e-mail in AMP; kept and given back, never sent
 * @param css the e-mail's styles
 * @param plainText the text message; none for an e-mail
 * @param trackUrls whether the client wants to know of clicks; kept and given back
 */
public record Wording(
        String name,
        String languageCode,
        String sender,
        String subject,
        Optional<String> htmlText,
        Optional<String> rawHtml,
        Optional<String> ampHtml,
        Optional<String> css,
        Optional<String> plainText,
        boolean trackUrls) {

    /** Whether it is in this language, however the code is written: {@code en_gb} is {@code en-GB} (RFC 5646, section 2.1.1). */
    boolean isIn(String language) {
        return languageKey(languageCode).equals(languageKey(language));
    }

    /** The same for all spellings of one language code. */
    static String languageKey(String languageCode) {
        return languageCode.replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
