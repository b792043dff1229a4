package io.latchkey.template;

import java.util.Optional;

/**
 * What a template says in one language.
 *
 * @param languageCode the language; empty when nobody has named it
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
        boolean trackUrls) {}
