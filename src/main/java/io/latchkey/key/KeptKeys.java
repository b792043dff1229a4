package io.latchkey.key;

import io.latchkey.database.ConflictRetry;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import io.latchkey.secret.SecretsException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;

/** Compares, at the start, the keys that are kept with the configuration. */
@Singleton
public class KeptKeys {

    private static final Logger LOG = System.getLogger(KeptKeys.class.getName());

    /** Rows: few enough that no lock is held for long. */
    private static final int BATCH = 1000;

    private final SealedKeys sealed;
    private final KeyCopying copying;
    private final MasterKeys masterKeys;

    @Inject
    KeptKeys(SealedKeys sealed, KeyCopying copying, Secrets secrets) {
        this.sealed = sealed;
        this.copying = copying;
        this.masterKeys = secrets.masterKeys();
    }

    /**
     * Erases what is kept where no key may be.
     *
     * @throws SecretsException when keys are sealed under a version of the master key that is missing
     * @throws SQLException when the database fails; the batches before are erased then
     */
    public void check() throws SQLException {
        if (!copying.isAllowed()) {
            erase();
        }
        for (int version : sealed.versions()) {
            if (masterKeys.find(version).isEmpty()) {
                throw new SecretsException(
                        "API keys are sealed under version " + version + " of the master key, which is"
                                + " missing from latchkey.secret.master-keys. Add it there again (" + version
                                + ":BASE64) and let"
                                + " POST /manage/v1/master-key/rotation finish before it is left out.");
            }
        }
    }

    private void erase() throws SQLException {
        long erased = 0;
        for (int version : sealed.versions()) {
            long last = 0;
            for (List<SealedKeys.Row> batch = sealed.after(version, last, BATCH);
                    !batch.isEmpty();
                    batch = sealed.after(version, last, BATCH)) {
                List<SealedKeys.Row> due = batch;
                erased += ConflictRetry.call(() -> sealed.erase(due));
                last = batch.get(batch.size() - 1).id();
            }
        }
        if (erased > 0) {
            LOG.log(Level.INFO, "Erased the kept form of {0} keys: latchkey.keys.copy is never", Long.toString(erased));
        }
    }
}
