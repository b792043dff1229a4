package io.latchkey.template;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A channel through which messages reach a recipient. */
public enum Channel {
    /**
     * E-mail addresses in the form that contacts have, in lower case and with an international domain in
     * ASCII. Only a dot-atom of RFC 5322 (section 3.4.1) at a host name, of at most 254 characters, can be
     * mailed: another one needs quotes, or SMTPUTF8 (RFC 6531) on every server on the way.
     */
    EMAIL {
        @Override
        public Optional<String> normalise(String address) {
            String text = ChannelType.EMAIL.parse(address).map(Address::shown).orElseGet(address::strip);
            // Before the change of case: a letter beyond ASCII may have an ASCII one as its lower case.
            return text.length() <= MAX_EMAIL && EMAIL_FORM.matcher(text).matches()
                    ? Optional.of(text.toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }

        @Override
        public Optional<String> recipient(String address) {
            return normalise(address)
                    .filter(normal -> ChannelType.EMAIL.parse(normal).isPresent());
        }
    },
    /**
     * Phone numbers in the form that contacts have: the digits with the country code. Other numbers, such as
     * short ones and those that begin with 0, are their 5 to 15 digits; no contact has them.
     */
    SMS {
        @Override
        public Optional<String> normalise(String number) {
            return ChannelType.SMS.parse(number).map(Address::key).or(() -> local(number));
        }

        private static Optional<String> local(String number) {
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

    /**
     * Returns the normal form of an address to which messages may be sent. An e-mail address must be one that
     * contacts may have: no other can be added to the list of unsubscribed addresses, and whoever has it
     * could not prevent further e-mails.
     */
    public Optional<String> recipient(String address) {
        return normalise(address);
    }

    /** Returns the API's name for the channel: {@code email} or {@code sms}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
