package io.latchkey.key;

import io.latchkey.network.Cidr;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The networks from which a key accepts requests.
 *
 * @param networks the allowed networks; empty if the key may be used from anywhere
 */
record AllowedNetworks(List<Cidr> networks) {

    static final AllowedNetworks EVERYWHERE = new AllowedNetworks(List.of());

    private static final int MAX = 50;
    private static final String FIELD = "allowedAddresses";
    private static final String RULE =
            "must be an address or a network such as 192.0.2.0/24 or 2001:db8::/32, with no bits set after its prefix";

    AllowedNetworks {
        networks = List.copyOf(networks);
    }

    /**
     * Parses the networks given by a user.
     *
     * @throws ProblemException 400, if there are none or too many, or one is not a network
     */
    static AllowedNetworks of(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MAX) {
            throw ProblemException.invalid(
                    FIELD, "must be 1 to " + MAX + " networks; leave it out or set it to null to allow any address");
        }
        FieldErrors errors = new FieldErrors();
        List<Cidr> networks = errors.parse(FIELD, texts, Cidr::parse, RULE);
        errors.throwIfAny();
        return new AllowedNetworks(networks);
    }

    /** Parses the format written by {@link #text}. */
    static AllowedNetworks stored(Optional<String> text) {
        return text.map(list -> new AllowedNetworks(Arrays.stream(list.split(" ", -1))
                        .map(network -> Cidr.parse(network)
                                .orElseThrow(() -> new IllegalStateException("A stored network is not valid")))
                        .toList()))
                .orElse(EVERYWHERE);
    }

    Optional<String> text() {
        return networks.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", texts()));
    }

    List<String> texts() {
        return networks.stream().map(Cidr::text).toList();
    }

    boolean allow(String address) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address));
    }
}
