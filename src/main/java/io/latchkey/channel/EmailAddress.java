package io.latchkey.channel;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses e-mail addresses of the common form (RFC 5321 section 4.1.2, without quoted local parts and address
 * literals).
 */
final class EmailAddress {

    /** In characters (RFC 5321 section 4.5.3.1.3, without the angle brackets). */
    private static final int MAX_LENGTH = 254;

    // Excludes everything that could break out of a header, a list of addresses or a page.
    private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}");

    /** IDNA 2003, which Java has, and IDNA 2008 make different domains of these (RFC 5894 section 7.2). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\\u00DF\\u03C2\\u200C\\u200D]");

    private EmailAddress() {}

    /**
     * Parses an address. The displayed form keeps the case of the local part, which its host may distinguish;
     * the key does not, since people do not.
     */
    static Optional<Address> parse(String text) {
        String address = text.strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || address.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        Optional<String> domain = domain(address.substring(at + 1));
        if (domain.isEmpty() || !LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        String shown = local + "@" + domain.get();
        return shown.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new Address(shown, shown.toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> domain(String text) {
        if (AMBIGUOUS.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(text).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(domain -> DOMAIN.matcher(domain).matches());
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }
}
