package io.latchkey.bench.platform;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** An answer that needs the database, as Latchkey's first one does. */
@RequestScoped
@Path("v1/visits")
@RolesAllowed("KEY")
public class VisitResource {

    @Inject
    private Visits visits;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String count() {
        return Long.toString(visits.count());
    }
}
