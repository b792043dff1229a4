package io.latchkey.unsupported;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.right.ApiRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

/**
 * A path that responds with 501 to every method, without reading the body. Each path declares the role it
 * requires, which {@code AccessControl} checks. A server that performs its own check reads the annotation
 * here, on the class that declares the methods.
 */
@RolesAllowed({ApiRole.MESSAGES, ApiRole.EVERYTHING})
public abstract class Unsupported {

    @GET
    public void get() {
        throw notImplemented();
    }

    @POST
    public void post() {
        throw notImplemented();
    }

    @PUT
    public void put() {
        throw notImplemented();
    }

    @DELETE
    public void delete() {
        throw notImplemented();
    }

    private static ProblemException notImplemented() {
        return new ProblemException(Problem.of(
                ProblemType.NOT_IMPLEMENTED, "Latchkey does not support this method. Nothing was read or done."));
    }
}
