package io.latchkey.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses telephone numbers in international form (ITU-T E.164): the country code first, the plus sign
 * optional.
 */
final class PhoneNumber {

    private static final Pattern PUNCTUATION = Pattern.compile("[\\s().-]");
    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("\\+|00");

    /** At most 15 digits (E.164 section 6); numbers of fewer than 7 work only locally. */
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{6,14}");

    private PhoneNumber() {}

    /** Parses a number; both forms of the address are the digits alone. */
    static Optional<Address> parse(String text) {
        if (text.length() > ChannelType.MAX_ADDRESS) {
            return Optional.empty();
        }
        String compact = PUNCTUATION.matcher(text).replaceAll("");
        var prefix = INTERNATIONAL_PREFIX.matcher(compact);
        String digits = prefix.lookingAt() ? compact.substring(prefix.end()) : compact;
        return DIGITS.matcher(digits).matches() ? Optional.of(new Address(digits, digits)) : Optional.empty();
    }
}
