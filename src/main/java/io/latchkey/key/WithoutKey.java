package io.latchkey.key;

import io.latchkey.keytoken.KeyToken;
import io.latchkey.problem.ProblemException;

/**
 * The rule that no text about a key contains a key. People note the former secret there when they rotate a key, but
 * such a text is shown to everyone in the organisation, sent in notices, and kept in the audit log.
 */
final class WithoutKey {

    private WithoutKey() {}

    /**
     * Returns the text.
     *
     * @param field the field that has the text; the text itself is never repeated
     * @throws ProblemException 400, if the text contains a key created here
     */
    static String require(String field, String text) {
        if (KeyToken.isIn(text)) {
            throw ProblemException.invalid(field, "must not contain an API key");
        }
        return text;
    }
}
