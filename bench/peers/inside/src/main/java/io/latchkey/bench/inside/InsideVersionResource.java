package io.latchkey.bench.inside;

import io.latchkey.account.VersionDocument;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The same as {@code io.latchkey.account.VersionResource}, open to everyone. */
@Singleton
@Path("{version: v[123]}/version")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class InsideVersionResource {

    private final String product;

    @Inject
    public InsideVersionResource(@ConfigProperty(name = "latchkey.version") String product) {
        this.product = product;
    }

    @GET
    public VersionDocument version(@PathParam("version") String protocol) {
        return new VersionDocument(product, protocol);
    }
}
