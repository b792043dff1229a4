package io.latchkey.webhook;

import io.latchkey.network.Cidr;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prevents webhooks from reaching the server's own network. Only public addresses may be called, plus the networks in
 * {@code latchkey.notice.webhook-networks}. Blocked are the IANA special-purpose ranges (RFC 6890), except the documentation
 * ranges, where no host exists. A development server may also call its own machine, without TLS too.
 */
@Singleton
class WebhookGuard {

    private static final List<Cidr> LOOPBACK = networks("127.0.0.0/8", "::1");

    private static final List<Cidr> SPECIAL = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "224.0.0.0/3",
            "::/96",
            "100::/64",
            "100:0:0:1::/64",
            // What is assigned to protocols; Teredo, which carries an IPv4 address, is in here.
            "2001::/23",
            "2620:4f:8000::/48",
            "5f00::/16",
            // Those that carry an IPv4 address in them: NAT64 and 6to4.
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private final boolean development;
    private final List<Cidr> allowed;

    /**
     * Takes the settings.
     *
     * @throws IllegalArgumentException when a network is none
     */
    @Inject
    WebhookGuard(
            @ConfigProperty(name = "latchkey.profile") String profile,
            @ConfigProperty(name = "latchkey.notice.webhook-networks") Optional<String> allowed) {
        this.development = profile.equals("development");
        this.allowed = Cidr.setting("latchkey.notice.webhook-networks", allowed);
    }

    private static List<Cidr> networks(String... texts) {
        return Stream.of(texts).map(text -> Cidr.parse(text).orElseThrow()).toList();
    }

    /** The address that the text is, if a webhook may have it for all that can be said now. */
    Optional<URI> read(String text) {
        try {
            URI url = new URI(text.strip());
            boolean plain = url.getHost() != null
                    && url.toString().chars().allMatch(character -> character < 128)
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
            return plain && url.getPort() <= 65_535 && !safeAddresses(url).isEmpty()
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException notAddress) {
            return Optional.empty();
        } catch (UnknownHostException notNow) {
            // It is asked for again before each call.
            return isHttps(text) ? Optional.of(URI.create(text.strip())) : Optional.empty();
        }
    }

    /**
     * All that the address's host has now, if every one of them may be called, and none otherwise: a call must go to these,
     * and not look the name up again.
     *
     * @throws UnknownHostException when the host has none
     */
    List<InetAddress> safeAddresses(URI url) throws UnknownHostException {
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(url.getHost()));
        return isSafe(url, addresses.stream().map(WebhookGuard::withoutZone).toList()) ? addresses : List.of();
    }

    private boolean isSafe(URI url, List<String> addresses) {
        if (development && addresses.stream().allMatch(address -> isIn(LOOPBACK, address))) {
            return isHttps(url.toString()) || "http".equalsIgnoreCase(url.getScheme());
        }
        return isHttps(url.toString())
                && addresses.stream().allMatch(address -> !isIn(SPECIAL, address) || isIn(allowed, address));
    }

    private static boolean isHttps(String url) {
        return url.strip().regionMatches(true, 0, "https://", 0, "https://".length());
    }

    private static boolean isIn(List<Cidr> networks, String address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
