package io.latchkey.leak;

import io.latchkey.json.LineBreaking;
import io.latchkey.key.KeyLeaked;
import io.latchkey.keytoken.KeyToken;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A report of a key that was found where it should not be.
 *
 * @param token the key
 * @param type the finder's name for the kind of token
 * @param url where it was found
 * @param source the kind of place, as described by the finder
 */
public record LeakReport(
        @NotNull @Size(min = 1, max = 1000) String token,

        @Size(max = 255) @Pattern(regexp = PLAIN, message = PLAIN_MESSAGE)
        String type,

        @Size(max = 2000) @Pattern(regexp = PLAIN, message = PLAIN_MESSAGE)
        String url,

        @Size(max = 255) @Pattern(regexp = PLAIN, message = PLAIN_MESSAGE)
        String source) {

    /** These texts appear in e-mails and in the audit log. */
    static final String PLAIN = "[^" + LineBreaking.CHARACTERS + "]*+";

    static final String PLAIN_MESSAGE = "must not contain control characters";

    /** Returns a report that names neither the kind of token nor the kind of place; a blank URL is no place. */
    public static LeakReport of(String token, String url) {
        return new LeakReport(token, null, url, null);
    }

    /** Returns the key that was found. */
    public KeyToken key() {
        return new KeyToken(token);
    }

    /**
     * Returns where it was found. Keys are masked, since this is sent to people and places that must not have
     * them.
     */
    public KeyLeaked.Where where() {
        return new KeyLeaked.Where(said(source), said(url));
    }

    private Optional<String> said(String text) {
        return Optional.ofNullable(text)
                .filter(some -> !some.isBlank())
                .map(some -> KeyToken.mask(new WrittenToken(token).mask(some)));
    }

    /** Never reveals the key. */
    @Override
    public String toString() {
        return "LeakReport[…]";
    }
}
