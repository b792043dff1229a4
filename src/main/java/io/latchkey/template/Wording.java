package io.latchkey.template;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of a template in one language.
 *
 * @param languageCode the language code as written; empty when unspecified
 * @param sender the sender: an address with or without a name for an e-mail, a name for a text message
 * @param subject the subject; empty for a text message
 * @param htmlText the e-mail; empty for a text message
 * @param rawHtml the e-mail without styles, as stored by an editor
 * @param ampHtml the e-mail in AMP; stored and returned, never sent
 * @param css the e-mail's styles
 * @param plainText the text message; empty for an e-mail
 * @param trackUrls whether the client wants clicks tracked; stored and returned
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

    /**
     * Returns whether it is in this language, however the code is written: {@code en_gb} equals {@code en-GB}
     * (RFC 5646, section 2.1.1).
     */
    boolean isIn(String language) {
        return languageKey(languageCode).equals(languageKey(language));
    }

    /** Returns the length of all texts together, in characters. */
    int length() {
        return Stream.of(
                        Optional.of(name),
                        Optional.of(sender),
                        Optional.of(subject),
                        htmlText,
                        rawHtml,
                        ampHtml,
                        css,
                        plainText)
                .flatMap(Optional::stream)
                .mapToInt(String::length)
                .sum();
    }

    /** Returns a key that is equal for all spellings of a language code. */
    static String languageKey(String languageCode) {
        return languageCode.replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
