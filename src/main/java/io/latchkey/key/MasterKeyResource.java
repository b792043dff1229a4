package io.latchkey.key;

import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.CallingUser;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
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
 * The rotation of the master key. It is the whole installation's, so it is left to the owners of the organisation that the
 * installation began with.
 */
@Singleton
@Path("v1/master-key/rotation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(AccountRole.OWNER_ROLE)
public class MasterKeyResource {

    private final MasterKeyRotation rotation;
    private final KeyVault vault;
    private final Accounts accounts;
    private final CallingUser user;

    @Inject
    MasterKeyResource(MasterKeyRotation rotation, KeyVault vault, Accounts accounts, CallingUser user) {
        this.rotation = rotation;
        this.vault = vault;
        this.accounts = accounts;
        this.user = user;
    }

    /** The versions, and how many secrets of keys are sealed under each. */
    @GET
    public MasterKeyDocument versions() throws SQLException {
        organisation();
        return new MasterKeyDocument(rotation.versions());
    }

    /** Seals secrets under the current version for ten seconds at most; to be repeated until none is left. */
    @Operation(summary = "Seals kept keys under the current master key for ten seconds; repeat it until left is 0.")
    @POST
    public MasterKeyRotationDocument rotate() throws SQLException {
        long organisation = organisation();
        long before = rotation.left();
        if (before == 0) {
            return new MasterKeyRotationDocument(vault.currentVersion(), 0, 0);
        }
        rotation.announce(organisation, before);
        long done = rotation.run();
        return new MasterKeyRotationDocument(vault.currentVersion(), done, rotation.left());
    }

    private long organisation() {
        AccountPrincipal principal = user.get();
        if (!accounts.isFirst(principal.organisationId())) {
            throw new ProblemException(Problem.of(
                    ProblemType.ROLE_NEEDED,
                    "The master key is the whole installation's: the owners of its first organisation rotate it."));
        }
        return principal.organisationId();
    }
}
