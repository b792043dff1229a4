package io.latchkey.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses addresses as people and proxies write them; never queries a name server. */
final class IpAddress {

    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern V4 = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final Pattern V6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /** RFC 7239, section 6: IPv6 in brackets, and an optional port, which may be an obfuscated name. */
    private static final Pattern NODE =
            Pattern.compile("(?:\\[([^]]*:[^]]*)]|([0-9.]+))(?::(?:[0-9]{1,5}|_[0-9A-Za-z._-]+))?");

    private IpAddress() {}

    /**
     * Parses an address; empty if the text is not one. An IPv4 address embedded in IPv6
     * ({@code ::ffff:192.0.2.1}) results in the IPv4 address.
     */
    static Optional<InetAddress> parse(String text) {
        Matcher octets = V4.matcher(text);
        if (octets.matches()) {
            byte[] bytes = new byte[4];
            for (int i = 0; i < bytes.length; i++) {
                int octet = Integer.parseInt(octets.group(i + 1));
                if (octet > 255) {
                    return Optional.empty();
                }
                bytes[i] = (byte) octet;
            }
            return of(bytes);
        }
        if (!text.contains(":") || !V6_CHARACTERS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets, it is an address or an error, but never a name.
            return Optional.of(InetAddress.getByName("[" + text + "]"));
        } catch (UnknownHostException notAddress) {
            return Optional.empty();
        }
    }

    /**
     * Parses an address as written by proxies, which may add a port: {@code 192.0.2.1:4711},
     * {@code [2001:db8::1]:4711}.
     */
    static Optional<InetAddress> parseNode(String text) {
        Matcher node = NODE.matcher(text);
        return node.matches() ? parse(node.group(1) == null ? node.group(2) : node.group(1)) : Optional.empty();
    }

    private static Optional<InetAddress> of(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
