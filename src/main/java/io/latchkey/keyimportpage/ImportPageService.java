package io.latchkey.keyimportpage;

import io.latchkey.keyimport.KeyFileImport;
import io.latchkey.keyimport.KeyImportDocument;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Imports keys of other systems on behalf of the signed-in user, as far as the user's role permits. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class ImportPageService {

    private final KeyFileImport keys;
    private final CallingUser user;

    @Inject
    public ImportPageService(KeyFileImport keys, CallingUser user) {
        this.keys = keys;
        this.user = user;
    }

    /**
     * Does nothing, but is refused if the user may not import keys; for a page that does not request anything
     * yet.
     */
    public void enter() {}

    /**
     * Returns what an import of the file would result in.
     *
     * @throws ProblemException if the file cannot be imported
     */
    public KeyImportDocument check(byte[] file) {
        return keys.either(file, user.get().userId(), true);
    }

    /**
     * Imports the file.
     *
     * @throws ProblemException if the file cannot be imported; nothing was imported then
     */
    public KeyImportDocument store(byte[] file) {
        return keys.either(file, user.get().userId(), false);
    }
}
