package io.latchkey.masterkey;

import io.latchkey.database.DatabaseFault;
import io.latchkey.keytoken.KeyVault;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.Organisations;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/**
 * Operations on the installation's master keys, reserved for the owners of its first organisation because the
 * keys serve the whole installation.
 */
@Singleton
public class MasterKeyAdministration {

    private final MasterKeyRotation rotation;
    private final KeyVault vault;
    private final Organisations organisations;

    @Inject
    MasterKeyAdministration(MasterKeyRotation rotation, KeyVault vault, Organisations organisations) {
        this.rotation = rotation;
        this.vault = vault;
        this.organisations = organisations;
    }

    /**
     * Returns the versions, with the number of secrets of keys and webhooks sealed under each.
     *
     * @throws ProblemException 403, if the user belongs to another organisation
     * @throws SQLException if the database fails
     */
    public List<MasterKeyVersion> versions(AccountPrincipal owner) throws SQLException {
        requireFirst(owner);
        return rotation.versions();
    }

    /**
     * Seals the secrets of keys and webhooks under the current version for at most ten seconds; to be
     * repeated until none is left.
     *
     * @throws ProblemException 403, if the user belongs to another organisation
     * @throws SQLException if the database fails; work already done is kept
     */
    public MasterKeyRotationDocument rotate(AccountPrincipal owner) throws SQLException {
        requireFirst(owner);
        long before = rotation.left();
        if (before == 0) {
            return new MasterKeyRotationDocument(vault.currentVersion(), 0, 0);
        }
        rotation.announce(owner.organisationId(), before);
        try {
            long done = rotation.run();
            return new MasterKeyRotationDocument(vault.currentVersion(), done, rotation.left());
        } catch (SQLException e) {
            // By now it is in the audit log, and some batches may be done.
            throw DatabaseFault.isUnavailable(e) ? DatabaseFault.inDoubt(e) : e;
        }
    }

    private void requireFirst(AccountPrincipal owner) {
        if (!organisations.isFirst(owner.organisationId())) {
            throw new ProblemException(Problem.of(
                    ProblemType.ROLE_NEEDED,
                    "The master key serves the whole installation: only owners of its first organisation can use it."));
        }
    }
}
