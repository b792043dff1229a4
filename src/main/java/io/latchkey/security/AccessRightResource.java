package io.latchkey.security;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.organisation.AccountRole;
import io.latchkey.right.AccessRight;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Lists what keys may do by access right, to help users choose one. */
@Singleton
@Path("v1/access-rights")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
public class AccessRightResource {

    private final AccessRightList rights;

    /** Reads the resources once; they do not change at run time. */
    @Inject
    public AccessRightResource(GuardedApi api) {
        this.rights = new AccessRightList(AccessRight.builtIn().stream()
                .map(right -> new AccessRightDocument(right, right.label(), methods(api, right)))
                .toList());
    }

    private static List<MethodDocument> methods(GuardedApi api, AccessRight right) {
        return api.permittedBy(right).stream()
                .map(method -> new MethodDocument(method.httpMethod(), method.path()))
                .toList();
    }

    /** Returns every built-in right with the methods that it permits. */
    @Operation(summary = "List the built-in access rights, and the methods that each permits")
    @GET
    public AccessRightList list() {
        return rights;
    }

    /** The rights, in the order in which they are offered. */
    public record AccessRightList(@JsonValue List<AccessRightDocument> rights) {}

    /**
     * An access right.
     *
     * @param label the human-readable name of the right
     * @param methods the methods that it permits
     */
    public record AccessRightDocument(AccessRight accessRight, String label, List<MethodDocument> methods) {}

    /** A method in one of its versions. */
    public record MethodDocument(String method, String path) {}
}
