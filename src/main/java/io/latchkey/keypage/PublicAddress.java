package io.latchkey.keypage;

import io.latchkey.network.BaseUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/** Determines the address at which the browser reaches the product. */
@Singleton
class PublicAddress {

    private final HttpServletRequest request;
    private final BaseUrl baseUrl;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    PublicAddress(HttpServletRequest request, BaseUrl baseUrl) {
        this.request = request;
        this.baseUrl = baseUrl;
    }

    /**
     * Returns the address of a path as the browser knows the server, which a proxy may hide from the server
     * itself; without an {@code Origin} header, under {@code latchkey.base-url}.
     */
    URI at(String path) {
        URI configured = baseUrl.at(path);
        return Optional.ofNullable(request.getHeader("Origin"))
                .map(origin -> URI.create(origin).resolve(configured.getRawPath()))
                .orElse(configured);
    }
}
