package io.latchkey.usage;

import io.latchkey.network.ClientAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Optional;

/** Converts requests into the uses of keys that are recorded. */
@Singleton
public class KeyUses {

    private final ClientAddress clientAddress;
    private final Clock clock;

    @Inject
    public KeyUses(ClientAddress clientAddress, Clock clock) {
        this.clientAddress = clientAddress;
        this.clock = clock;
    }

    /** Returns the use for a request that is being answered with the given status. */
    public KeyUse of(HttpServletRequest request, int status) {
        String agent =
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse("");
        return new KeyUse(
                clock.instant(),
                request.getMethod(),
                request.getRequestURI(),
                clientAddress.of(request),
                agent,
                status);
    }
}
