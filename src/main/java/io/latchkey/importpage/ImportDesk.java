package io.latchkey.importpage;

import io.latchkey.keyimport.ImportDocument;
import io.latchkey.keyimport.KeyFileImport;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Takes over keys of other systems for the signed-in user, as far as their role goes. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class ImportDesk {

    private final KeyFileImport keys;
    private final CallingUser user;

    @Inject
    public ImportDesk(KeyFileImport keys, CallingUser user) {
        this.keys = keys;
        this.user = user;
    }

    /** Lets the user go on, or not: for a page that asks for nothing yet. */
    public void enter() {}

    /**
     * What an import of the file would come to.
     *
     * @throws ProblemException when nothing of it can be imported
     */
    public ImportDocument check(byte[] file) {
        return keys.either(file, user.get().userId(), true);
    }

    /**
     * Imports the file.
     *
     * @throws ProblemException as there; nothing was imported then
     */
    public ImportDocument store(byte[] file) {
        return keys.either(file, user.get().userId(), false);
    }
}
