package io.latchkey.account;

import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The versions of the product and of the API, which clients query to test the connection and their key. */
@Singleton
@Path("{version: v[123]}/version")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.KEY)
public class VersionResource {

    private final String product;

    @Inject
    public VersionResource(@ConfigProperty(name = "latchkey.version") String product) {
        this.product = product;
    }

    @Operation(summary = "Read the versions of the product and of the API")
    @GET
    public VersionDocument version(@PathParam("version") String protocol) {
        return new VersionDocument(product, protocol);
    }
}
