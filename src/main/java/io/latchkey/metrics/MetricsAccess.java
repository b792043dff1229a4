package io.latchkey.metrics;

import io.latchkey.network.Cidr;
import io.latchkey.network.ClientAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides who may read the metrics: anyone in a network of {@code latchkey.metrics.networks}, which by
 * default is only the machine itself. A proxy on the machine forwards requests of others: a forwarded request
 * is taken to come from the address named by a trusted proxy, and is refused if the proxy is not trusted.
 */
@Singleton
public class MetricsAccess {

    private static final List<String> PASSED_ON = List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP");

    private final List<Cidr> networks;
    private final ClientAddress clientAddress;

    /**
     * Reads {@code latchkey.metrics.networks}.
     *
     * @throws IllegalArgumentException if one of them is not a network
     */
    @Inject
    public MetricsAccess(
            @ConfigProperty(name = "latchkey.metrics.networks") Optional<String> networks,
            ClientAddress clientAddress) {
        this.networks = Cidr.setting("latchkey.metrics.networks", networks);
        this.clientAddress = clientAddress;
    }

    /** Returns whether the client may read the metrics. */
    boolean isAllowed(HttpServletRequest request) {
        String address = clientAddress.of(request);
        boolean passedOn = PASSED_ON.stream().anyMatch(header -> request.getHeader(header) != null);
        if (passedOn && address.equals(request.getRemoteAddr())) {
            return false;
        }
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
