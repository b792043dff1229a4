package io.latchkey.template;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A channel through which messages reach a recipient. */
public enum Channel {
    /**
     * E-mail addresses: a dot-atom of RFC 5322 (section 3.4.1) at a host name, in ASCII, at most 254
     * characters.
     */
    EMAIL {
        @Override
        public Optional<String> normalise(String address) {
            String text = address.strip();
            return text.length() <= MAX_EMAIL && EMAIL_FORM.matcher(text).matches()
                    ? Optional.of(text.toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }
    },
    /**
     * Phone numbers of 5 to 15 digits (E.164), with or without plus sign, spaces, brackets, dots and hyphens.
     */
    SMS {
        @Override
        public Optional<String> normalise(String number) {
            String text = number.strip();
            return text.length() <= MAX_NUMBER && NUMBER_FORM.matcher(text).matches()
                    ? Optional.of(NO_DIGIT.matcher(text).replaceAll("")).filter(Channel::isNumber)
                    : Optional.empty();
        }
    };

    private static final int MAX_EMAIL = 254;
    private static final int MAX_NUMBER = 40;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern EMAIL_FORM =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")*+");
    private static final Pattern NUMBER_FORM = Pattern.compile("\\+?[0-9 ().-]++");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    private static boolean isNumber(String digits) {
        return digits.length() >= 5 && digits.length() <= 15;
    }

    /**
     * Returns the normal form of a recipient's address, used for comparison; empty when it is not an address
     * of this channel.
     */
    public abstract Optional<String> normalise(String address);

    /** Returns the API's name for the channel: {@code email} or {@code sms}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
