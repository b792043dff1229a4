package io.latchkey.bench.basic;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** An answer of the same text as Latchkey's version. */
@Path("v1/version")
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

    @GET
    @RolesAllowed("user")
    public String version() {
        return "{\"version\":\"0.1.0-SNAPSHOT\",\"protocolVersion\":\"v1\"}";
    }
}
