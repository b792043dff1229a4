package io.latchkey.masterkeypage;

import io.latchkey.masterkey.MasterKeyAdministration;
import io.latchkey.masterkey.MasterKeyRotationDocument;
import io.latchkey.masterkey.MasterKeyVersion;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.RoleMissingException;
import io.latchkey.page.UserRoles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/** Manages the installation's master keys on behalf of the owners of its first organisation. */
@Singleton
@UserRoles(AccountRole.OWNER_ROLE)
public class MasterKeyPageService {

    private final MasterKeyAdministration masterKeys;
    private final CallingUser user;

    @Inject
    public MasterKeyPageService(MasterKeyAdministration masterKeys, CallingUser user) {
        this.masterKeys = masterKeys;
        this.user = user;
    }

    /**
     * Returns the versions, highest first.
     *
     * @throws RoleMissingException if the user belongs to another organisation
     * @throws SQLException if the database fails
     */
    public List<MasterKeyVersion> versions() throws SQLException {
        return masterKeys.versions(user.get());
    }

    /**
     * Seals secrets of keys and webhooks under the current version, for at most ten seconds.
     *
     * @throws RoleMissingException if the user belongs to another organisation
     * @throws SQLException if the database fails
     */
    public MasterKeyRotationDocument rotate() throws SQLException {
        return masterKeys.rotate(user.get());
    }
}
