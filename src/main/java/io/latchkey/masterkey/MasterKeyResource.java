package io.latchkey.masterkey;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;

/**
 * The rotation of the master key. It affects the whole installation, so it is reserved for the owners of the
 * installation's first organisation.
 */
@Singleton
@Path("v1/master-key/rotation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(AccountRole.OWNER_ROLE)
public class MasterKeyResource {

    private static final String FIRST_ORGANISATION = "Only for owners of the installation's first organisation.";

    private final MasterKeyAdministration masterKeys;
    private final CallingUser user;

    @Inject
    public MasterKeyResource(MasterKeyAdministration masterKeys, CallingUser user) {
        this.masterKeys = masterKeys;
        this.user = user;
    }

    /** Returns the versions, with the number of secrets of keys and webhooks sealed under each. */
    @Operation(summary = "List the versions of the master key", description = FIRST_ORGANISATION)
    @GET
    public MasterKeyDocument versions() throws SQLException {
        return new MasterKeyDocument(masterKeys.versions(user.get()));
    }

    /**
     * Seals the secrets of keys and webhooks under the current version for at most ten seconds; to be
     * repeated until none is left.
     */
    @Operation(
            summary = "Re-encrypt stored secrets with the current version of the master key",
            description = "A call takes at most ten seconds; repeat it until left is 0. " + FIRST_ORGANISATION)
    @POST
    public MasterKeyRotationDocument rotate() throws SQLException {
        return masterKeys.rotate(user.get());
    }
}
