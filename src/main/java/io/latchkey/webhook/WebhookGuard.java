package io.latchkey.webhook;

import io.latchkey.network.Cidr;
import io.latchkey.profile.Profile;
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
 * Prevents webhooks from reaching the server's own network. Only public addresses may be called, plus the
 * networks in {@code latchkey.notice.webhook-networks}. Blocked are the IANA special-purpose ranges (RFC
 * 6890), except the documentation ranges, where no host exists. A development server may also call its own
 * machine, without TLS too.
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
            // Reserved, with three ranges that embed an IPv4 address: IPv4-compatible, IPv4-translated and NAT64.
            "::/8",
            "100::/64",
            "100:0:0:1::/64",
            // IETF protocol assignments, including Teredo, which embeds an IPv4 address.
            "2001::/23",
            "2620:4f:8000::/48",
            "5f00::/16",
            // 6to4, which embeds an IPv4 address.
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private final boolean development;
    private final List<Cidr> allowed;

    /**
     * Creates the guard from its settings.
     *
     * @throws IllegalArgumentException when the profile or a network is not valid
     */
    @Inject
    WebhookGuard(
            @ConfigProperty(name = Profile.PROPERTY) String profile,
            @ConfigProperty(name = "latchkey.notice.webhook-networks") Optional<String> allowed) {
        this.development = Profile.of(profile) == Profile.DEVELOPMENT;
        this.allowed = Cidr.setting("latchkey.notice.webhook-networks", allowed);
    }

    private static List<Cidr> networks(String... texts) {
        return Stream.of(texts).map(text -> Cidr.parse(text).orElseThrow()).toList();
    }

    /** Parses an address; empty if it is invalid or a webhook may not use it, as far as can be told now. */
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
            // The host is resolved and checked again before each call.
            return isHttps(text) ? Optional.of(URI.create(text.strip())) : Optional.empty();
        }
    }

    /**
     * Returns all current IP addresses of the URL's host if every one of them may be called, and none
     * otherwise. A call must use these addresses rather than resolve the name again.
     *
     * @throws UnknownHostException when the host has no address
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
