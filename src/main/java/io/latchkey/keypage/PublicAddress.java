package io.latchkey.keypage;

import io.latchkey.network.BaseUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/** Where the product is reached. */
@Singleton
class PublicAddress {

    private final HttpServletRequest request;
    private final BaseUrl baseUrl;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    PublicAddress(HttpServletRequest request, BaseUrl baseUrl) {
        this.request = request;
        this.baseUrl = baseUrl;
    }

    /** The address of a path, as the browser knows the server, which a proxy may hide from this one. */
    URI at(String path) {
        URI configured = baseUrl.at(path);
        return Optional.ofNullable(request.getHeader("Origin"))
                .map(origin -> URI.create(origin).resolve(configured.getRawPath()))
                .orElse(configured);
    }
}
