package io.latchkey.keytoken;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key in clear: {@code lk_}, then 32 random characters of Base62 (190 bits), then the CRC32 of all before it in 6
 * characters of Base62. One regular expression finds it: <code>lk_[0-9A-Za-z]{38}</code>.
 *
 * <p>The prefix tells people and leak scanners what they see; the checksum tells a mistyped key without a look-up.
 * A key that was made elsewhere has neither, and is a token all the same.
 *
 * @param value the key; nothing but a request's own answer may show it
 */
public record KeyToken(@JsonValue String value) {

    /** What each key made here starts with. */
    public static final String PREFIX = "lk_";

    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int HINT_LENGTH = 4;
    private static final int LENGTH = PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Where a URL has it, perhaps with its underscore encoded. */
    private static final Pattern ANYWHERE = Pattern.compile("lk(?:_|%5[Ff])[0-9A-Za-z]{38}");

    /** What stands for a key where none must be. */
    public static final String MASK = PREFIX + "…";

    /** The text with a mask for everything in it that looks like a key made here. */
    public static String mask(String text) {
        return text.contains("lk") ? ANYWHERE.matcher(text).replaceAll(MASK) : text;
    }

    /** A new key. */
    public static KeyToken generate(SecureRandom random) {
        StringBuilder token = new StringBuilder(LENGTH).append(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            token.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new KeyToken(token.append(checksum(token)).toString());
    }

    /**
     * Whether this can be a key at all: false only for a text that has our prefix and is not one of ours, such as a key
     * with a character mistyped.
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
     * The last four characters, by which a person tells a key from another; none of a key that was made elsewhere. They
     * are of the checksum, and tell no more than 23 bits of the random part's 190.
     */
    public Optional<String> hint() {
        return isOurs() ? Optional.of(value.substring(LENGTH - HINT_LENGTH)) : Optional.empty();
    }

    /** Whether it is of the form that keys made here have, with the right checksum. */
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

    /** Never the key. */
    @Override
    public String toString() {
        return "KeyToken[…]";
    }
}
