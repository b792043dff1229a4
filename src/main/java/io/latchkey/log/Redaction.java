package io.latchkey.log;

import java.util.regex.Pattern;

/**
 * Removes credentials from a text: Latchkey's own API keys and event tokens, HTTP credentials and webhook
 * secrets. A key created by another system has no format to recognise it by, but is nevertheless found after
 * {@code Basic}.
 */
final class Redaction {

    /** The replacement for a credential. */
    static final String MARK = "***";

    /** The separator between the characters of an array that is printed. */
    private static final String GAP = "[\\s,]{0,2}";

    /** An underscore as it is, or percent-encoded as it may be in a URL (RFC 3986, section 2.1). */
    private static final String UNDERSCORE = "(?:_|%" + GAP + "5" + GAP + "[Ff])";

    private static final Pattern KEY =
            Pattern.compile("l" + GAP + "k" + GAP + UNDERSCORE + "(?:" + GAP + "[0-9A-Za-z]){38}");
    private static final Pattern EVENT_TOKEN = Pattern.compile("l" + GAP + "k" + GAP + "t" + GAP + UNDERSCORE + "(?:"
            + GAP + "[0-9A-Za-z_-]){22}" + GAP + "\\.(?:" + GAP + "[0-9A-Za-z_-]){43}");
    private static final Pattern WEBHOOK_SECRET =
            Pattern.compile("whsec_[0-9A-Za-z+/_-]+={0,2}|w, h, s, e, c, _(?:, [0-9A-Za-z+/=_-])+");
    private static final Pattern CREDENTIALS =
            // Not the English word: Base64 never consists of lower-case letters alone.
            Pattern.compile("\\b((?i:Basic|Bearer))([ :=]+)(?=[a-z]*[0-9A-Z+/=])[0-9A-Za-z+/._~-]{6,}={0,2}");

    private Redaction() {}

    /** Returns the text without credentials; the same object if there are none. */
    static String of(String text) {
        String keyless = text.indexOf('_') < 0 && text.indexOf('%') < 0 ? text : keyless(text);
        String secretless = WEBHOOK_SECRET.matcher(keyless).replaceAll("whsec_" + MARK);
        String safe = CREDENTIALS.matcher(secretless).replaceAll("$1$2" + MARK);
        return safe.equals(text) ? text : safe;
    }

    private static String keyless(String text) {
        String tokenless = EVENT_TOKEN.matcher(text).replaceAll("lkt_" + MARK);
        return KEY.matcher(tokenless).replaceAll("lk_" + MARK);
    }

    /** Returns whether the text contains credentials. */
    static boolean isNeeded(String text) {
        return !of(text).equals(text);
    }
}
