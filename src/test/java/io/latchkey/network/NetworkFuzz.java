package io.latchkey.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written as an address, a network or a proxy's word about its client is one, in one meaning, or none. */
class NetworkFuzz {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "192.0.2.7",
                "255.255.255.255/32",
                "2001:db8::/32",
                "::ffff:192.0.2.0/120",
                "::",
                "::1/128",
                "fe80::1%eth0",
                "1:2:3:4:5:6:7:8",
                "[2001:db8::1]:4711",
                "192.0.2.1:80",
                "for=203.0.113.9;proto=https, for=\"[2001:db8::1]:47\"",
                "for=\"a\\\",b\";by=x",
                ";for=a;;",
                "example.com"
            })
    @FuzzTest(maxDuration = "3s")
    void isOneMeaningOrNone(@NotNull String text) {
        IpAddress.parse(text).ifPresent(address -> assertThat(IpAddress.parse(address.getHostAddress()))
                .contains(address));
        IpAddress.parseNode(text).ifPresent(address -> assertThat(IpAddress.parseNode(node(address)))
                .contains(address));
        Cidr.parse(text).ifPresent(NetworkFuzz::meansTheSameAgain);
        assertThat(String.join(",", Forwarded.elements(text))).isEqualTo(text);
        assertThat(Forwarded.client("for=" + quoted(text) + ";proto=https").orElse(text))
                .isEqualTo(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        isInItsNetworks(Arrays.copyOf(bytes, IPV4_BYTES), text.length());
        isInItsNetworks(Arrays.copyOf(bytes, IPV6_BYTES), text.length());
    }

    private static String node(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]:1" : host + ":1";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void meansTheSameAgain(Cidr network) {
        String first = host(
                network.prefix().shiftLeft(network.bits() - network.length()).toByteArray(), network.bits());
        Cidr again = Cidr.parse(first + "/" + network.length()).orElseThrow();
        assertThat(again.prefix()).isEqualTo(network.prefix());
        assertThat(again.bits()).isEqualTo(network.bits());
        assertThat(network.contains(first)).isTrue();
    }

    /** An address is in each network that is printed from it, and with the network's last bit turned it is not. */
    private static void isInItsNetworks(byte[] address, int number) {
        int bits = address.length * Byte.SIZE;
        int length = number % (bits + 1);
        byte[] first = address.clone();
        for (int bit = length; bit < bits; bit++) {
            first[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        InetAddress printed = of(first);
        // IPv4 inside IPv6 is IPv4, where the lengths are others.
        if (printed.getAddress().length != of(address).getAddress().length
                || printed.getAddress().length != address.length) {
            return;
        }
        Cidr network = Cidr.parse(printed.getHostAddress() + "/" + length).orElseThrow();
        assertThat(network.contains(of(address).getHostAddress())).isTrue();
        if (length > 0) {
            byte[] beside = address.clone();
            beside[(length - 1) / Byte.SIZE] ^= (byte) (0x80 >> (length - 1) % Byte.SIZE);
            assertThat(network.contains(of(beside).getHostAddress())).isFalse();
        }
    }

    private static String host(byte[] number, int bits) {
        byte[] address = new byte[bits / Byte.SIZE];
        int length = Math.min(number.length, address.length);
        System.arraycopy(number, number.length - length, address, address.length - length, length);
        return of(address).getHostAddress();
    }

    private static InetAddress of(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
