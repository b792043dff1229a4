package io.latchkey.bench.platform;

import io.latchkey.account.VersionDocument;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The same as {@code io.latchkey.account.VersionResource}, for every caller who sends a header. */
@Singleton
@Path("{version: v[123]}/version")
@RolesAllowed("KEY")
@Produces(MediaType.APPLICATION_JSON)
public class PlatformVersionResource {

    private final String product;

    @Inject
    public PlatformVersionResource(@ConfigProperty(name = "latchkey.version") String product) {
        this.product = product;
    }

    @GET
    public VersionDocument version(@PathParam("version") String protocol) {
        return new VersionDocument(product, protocol);
    }
}
