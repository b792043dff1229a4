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
 * Who may read the metrics: whoever asks from a network of {@code latchkey.metrics.networks}, which by default is the machine
 * itself. A proxy on the machine passes on what others ask: what such a one has passed on is believed to come from where a
 * trusted proxy says, and from nowhere if the proxy is none.
 */
@Singleton
public class MetricsAccess {

    private static final List<String> PASSED_ON = List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP");

    private final List<Cidr> networks;
    private final ClientAddress clientAddress;

    /** @throws IllegalArgumentException when what is configured are no networks */
    @Inject
    public MetricsAccess(
            @ConfigProperty(name = "latchkey.metrics.networks") Optional<String> networks,
            ClientAddress clientAddress) {
        this.networks = Cidr.setting("latchkey.metrics.networks", networks);
        this.clientAddress = clientAddress;
    }

    /** Whether the one who asks may read them. */
    boolean letsIn(HttpServletRequest request) {
        String address = clientAddress.of(request);
        boolean passedOn = PASSED_ON.stream().anyMatch(header -> request.getHeader(header) != null);
        if (passedOn && address.equals(request.getRemoteAddr())) {
            return false;
        }
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
