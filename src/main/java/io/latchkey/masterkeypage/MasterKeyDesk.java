package io.latchkey.masterkeypage;

import io.latchkey.masterkey.MasterKeyCare;
import io.latchkey.masterkey.MasterKeyRotationDocument;
import io.latchkey.masterkey.MasterKeyVersion;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/** The installation's master keys, for the owners of its first organisation. */
@Singleton
@UserRoles(AccountRole.OWNER_ROLE)
public class MasterKeyDesk {

    private final MasterKeyCare masterKeys;
    private final CallingUser user;

    @Inject
    public MasterKeyDesk(MasterKeyCare masterKeys, CallingUser user) {
        this.masterKeys = masterKeys;
        this.user = user;
    }

    /**
     * The versions, the highest first.
     *
     * @throws ProblemException 403, when the user is of another organisation
     * @throws SQLException when the database fails
     */
    public List<MasterKeyVersion> versions() throws SQLException {
        return masterKeys.versions(user.get());
    }

    /**
     * Seals keys under the current version, for ten seconds at most.
     *
     * @throws ProblemException as there
     * @throws SQLException when the database fails
     */
    public MasterKeyRotationDocument rotate() throws SQLException {
        return masterKeys.rotate(user.get());
    }
}
