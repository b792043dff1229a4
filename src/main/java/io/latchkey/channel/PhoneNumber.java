package io.latchkey.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads telephone numbers in international form (ITU-T E.164): the country code first, the plus sign optional. */
final class PhoneNumber {

    private static final Pattern PUNCTUATION = Pattern.compile("[\\s().-]");
    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("\\+|00");

    /** At most 15 digits (E.164 section 6); fewer than 7 reach no one outside their town. */
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{6,14}");

    private PhoneNumber() {}

    /** Both forms are the digits alone. */
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
