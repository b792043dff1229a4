package io.latchkey.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the product is reached. */
@Singleton
class PublicAddress {

    private final HttpServletRequest request;
    private final URI baseUrl;

    /** Takes {@code latchkey.base-url}; the request is the container's stand-in for the one that the thread works on. */
    @Inject
    PublicAddress(HttpServletRequest request, @ConfigProperty(name = "latchkey.base-url") URI baseUrl) {
        this.request = request;
        this.baseUrl = baseUrl;
    }

    /** As the browser knows it, which a proxy may hide from this server. */
    URI asTheBrowserKnowsIt() {
        return URI.create(Optional.ofNullable(request.getHeader("Origin")).orElse(baseUrl.toString()));
    }
}
