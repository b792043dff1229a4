package io.latchkey.network;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Determines the address that a request comes from: the peer of its connection, unless that is a proxy in
 * {@code latchkey.proxy.trusted}. Such a proxy is trusted to name its own peer, and so on; anything written
 * by the client itself is further left in the header and is ignored.
 *
 * <p>Only the header named by {@code latchkey.proxy.header} is read, since a proxy passes on unchanged any
 * header that it does not write itself.
 */
@Singleton
public class ClientAddress {

    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;
    private static final String FORWARDED = "Forwarded";

    private final List<Cidr> trusted;
    private final String header;

    /**
     * Reads {@code latchkey.proxy.trusted} and {@code latchkey.proxy.header}.
     *
     * @throws IllegalArgumentException if a proxy is not a network, or if the header is not supported
     */
    @Inject
    public ClientAddress(
            @ConfigProperty(name = "latchkey.proxy.trusted") Optional<String> trusted,
            @ConfigProperty(name = "latchkey.proxy.header") String header) {
        this.trusted = Cidr.setting("latchkey.proxy.trusted", trusted);
        if (!header.equalsIgnoreCase(X_FORWARDED_FOR) && !header.equalsIgnoreCase(FORWARDED)) {
            throw new IllegalArgumentException("latchkey.proxy.header must be X-Forwarded-For or Forwarded");
        }
        this.header = header;
    }

    /** Returns the address as text. */
    public String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (trusted.isEmpty()) {
            return address;
        }
        List<String> hops = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(header))) {
            hops.addAll(isForwarded() ? Forwarded.elements(line) : Arrays.asList(line.split(",", -1)));
        }
        for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
            Optional<String> before = address(hops.get(i));
            if (before.isEmpty()) {
                return address;
            }
            address = before.get();
        }
        return address;
    }

    /**
     * Returns the network of the address that is as large as a single caller may have: for IPv6, the first 64
     * bits (RFC 6177).
     */
    public String networkOf(HttpServletRequest request) {
        String address = of(request);
        return IpAddress.parse(address)
                .map(known -> known.getAddress().length == IPV4_BYTES
                        ? known.getHostAddress()
                        : HexFormat.of().formatHex(known.getAddress(), 0, NETWORK_BYTES))
                .orElse(address);
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private boolean isForwarded() {
        return header.equalsIgnoreCase(FORWARDED);
    }

    private Optional<String> address(String hop) {
        Optional<InetAddress> address = isForwarded()
                ? Forwarded.client(hop).flatMap(IpAddress::parseNode)
                // A plain address, without brackets for IPv6; but some proxies add a port.
                : IpAddress.parse(hop.strip()).or(() -> IpAddress.parseNode(hop.strip()));
        return address.map(InetAddress::getHostAddress);
    }
}
