package io.latchkey.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 section 2.3): {@code 192.0.2.0/24}, {@code 2001:db8::/32}.
 * An address without a length is the network that consists of that address alone.
 *
 * @param text the network as it was given
 * @param bits the length of an address of its kind: 32 or 128
 * @param prefix the part of the address that distinguishes the network from others
 */
public record Cidr(String text, int bits, int length, BigInteger prefix) {

    private static final Pattern FORM = Pattern.compile("([^/]{1,45})(?:/(0|[1-9][0-9]{0,2}))?");
    private static final int BITS_BEFORE_IPV4 = 96;

    /** Parses a network; empty if the text is not one, or has bits set after its prefix. */
    public static Optional<Cidr> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return IpAddress.parse(form.group(1)).flatMap(address -> of(text, address, form));
    }

    /**
     * Parses the value of a setting: networks separated by commas, or {@code none}. An empty value is not enough
     * where there is a default, since some servers then take that.
     *
     * @param name the name of the setting
     * @throws IllegalArgumentException if one of them is not a network
     */
    public static List<Cidr> setting(String name, Optional<String> list) {
        return list.stream()
                .filter(text -> !text.strip().equals("none"))
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(text -> parse(text.strip())
                        .orElseThrow(() -> new IllegalArgumentException(
                                name + " must be networks such as 10.0.0.0/8, separated by commas")))
                .toList();
    }

    private static Optional<Cidr> of(String text, InetAddress address, Matcher form) {
        int bits = address.getAddress().length * Byte.SIZE;
        int length = bits;
        if (form.group(2) != null) {
            boolean ipv4InIpv6 = bits == 32 && form.group(1).contains(":");
            length = Integer.parseInt(form.group(2)) - (ipv4InIpv6 ? BITS_BEFORE_IPV4 : 0);
        }
        if (length < 0 || length > bits) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(1, address.getAddress());
        BigInteger prefix = value.shiftRight(bits - length);
        return prefix.shiftLeft(bits - length).equals(value)
                ? Optional.of(new Cidr(text, bits, length, prefix))
                : Optional.empty();
    }

    /** Returns whether the network contains the address; false if the text is not an address. */
    public boolean contains(String address) {
        return IpAddress.parse(address).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length * Byte.SIZE == bits
                && new BigInteger(1, bytes).shiftRight(bits - length).equals(prefix);
    }
}
