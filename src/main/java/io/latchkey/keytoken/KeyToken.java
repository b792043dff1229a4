package io.latchkey.keytoken;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key in clear: {@code lk_}, followed by 32 random Base62 characters (190 bits) and the CRC32 of
 * everything before it as 6 Base62 characters. It matches the regular expression
 * <code>lk_[0-9A-Za-z]{38}</code>.
 *
 * <p>The prefix identifies the key to people and leak scanners; the checksum detects a mistyped key without a
 * lookup. A key created elsewhere has neither, but is a valid token nevertheless.
 *
 * @param value the key; must not be revealed except in the response to a request for it
 */
public record KeyToken(@JsonValue String value) {

    /** The prefix of every key created here. */
    public static final String PREFIX = "lk_";

    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int HINT_LENGTH = 4;
    private static final int LENGTH = PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** As found in a URL, where the underscore may be percent-encoded. */
    private static final Pattern ANYWHERE = Pattern.compile("lk(?:_|%5[Ff])[0-9A-Za-z]{38}");

    /** The text that replaces a key where none may appear. */
    public static final String MASK = PREFIX + "…";

    /** Returns whether the text contains a key created here: one with a correct checksum, which chance hardly makes. */
    public static boolean isIn(String text) {
        Matcher like = ANYWHERE.matcher(text);
        int from = 0;
        while (from < text.length() && like.find(from)) {
            if (new KeyToken(like.group().replaceFirst("%5[Ff]", "_")).isOurs()) {
                return true;
            }
            // The end of what only looks like one may be the beginning of a key.
            from = like.start() + 1;
        }
        return false;
    }

    /** Returns the text with everything that looks like a key created here masked. */
    public static String mask(String text) {
        return text.contains("lk") ? ANYWHERE.matcher(text).replaceAll(MASK) : text;
    }

    /**
     * Returns the form in which a key is shown to people.
     *
     * @param hint the key's {@link #hint}, if it has one
     */
    public static String masked(Optional<String> hint) {
        return hint.map(last -> MASK + last).orElse("…");
    }

    /** Generates a new key. */
    public static KeyToken generate(SecureRandom random) {
        StringBuilder token = new StringBuilder(LENGTH).append(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            token.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new KeyToken(token.append(checksum(token)).toString());
    }

    /**
     * Returns whether this can be a key at all. False only for an empty text, or one that has our prefix but
     * is not one of our keys, such as a mistyped key.
     */
    public boolean isPlausible() {
        if (!value.startsWith(PREFIX)) {
            return !value.isEmpty();
        }
        if (value.length() != LENGTH) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            if (!isBase62(value.charAt(i))) {
                return false;
            }
        }
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        long left = crc(bytes, LENGTH - CHECKSUM_LENGTH);
        for (int i = LENGTH - 1; i >= LENGTH - CHECKSUM_LENGTH; i--) {
            if (value.charAt(i) != BASE62.charAt((int) (left % BASE62.length()))) {
                return false;
            }
            left /= BASE62.length();
        }
        return true;
    }

    /**
     * Returns the last four characters, which help people to distinguish keys; empty for a key created
     * elsewhere. They belong to the checksum and reveal no more than 23 of the random part's 190 bits.
     */
    public Optional<String> hint() {
        return isOurs() ? Optional.of(value.substring(LENGTH - HINT_LENGTH)) : Optional.empty();
    }

    /** Returns whether this has the format of keys created here, with a correct checksum. */
    public boolean isOurs() {
        return value.startsWith(PREFIX) && isPlausible();
    }

    private static boolean isBase62(int character) {
        return character >= '0' && character <= '9'
                || character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z';
    }

    private static String checksum(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        long left = crc(bytes, bytes.length);
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (left % BASE62.length()));
            left /= BASE62.length();
        }
        return new String(digits);
    }

    private static long crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /** Never reveals the key. */
    @Override
    public String toString() {
        return "KeyToken[…]";
    }
}
