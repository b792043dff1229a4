package io.latchkey.masterkey;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditActor;
import io.latchkey.audit.AuditChain;
import io.latchkey.audit.AuditChange;
import io.latchkey.database.ConflictRetry;
import io.latchkey.json.Json;
import io.latchkey.keytoken.KeyCopying;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import io.latchkey.secret.SecretsException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks the kept keys against the configuration at startup. */
@Singleton
public class KeptKeys {

    private static final Logger LOG = System.getLogger(KeptKeys.class.getName());

    /** The subject of the audit log entry. */
    private static final String SUBJECT = "latchkey.keys.copy";

    /** In rows; small enough that no lock is held for long. */
    private static final int BATCH = 1000;

    private final SealedKeys keys;
    private final List<SealedData> sealed;
    private final KeyCopying copying;
    private final MasterKeys masterKeys;
    private final AuditChain audit;
    private final Json json;

    @Inject
    KeptKeys(
            SealedKeys keys,
            List<SealedData> sealed,
            KeyCopying copying,
            Secrets secrets,
            AuditChain audit,
            Json json) {
        this.keys = keys;
        this.sealed = sealed;
        this.copying = copying;
        this.masterKeys = secrets.masterKeys();
        this.audit = audit;
        this.json = json;
    }

    /**
     * Erases the kept keys if the configuration forbids keeping them, and checks that all versions of the
     * master key in use are present.
     *
     * @throws SecretsException if something is sealed under a version of the master key that is missing
     * @throws SQLException if the database fails; earlier batches remain erased
     */
    public void check() throws SQLException {
        if (!copying.isAllowed()) {
            erase();
        }
        for (SealedData data : sealed) {
            for (int version : data.versions()) {
                require(version);
            }
        }
    }

    private void require(int version) {
        if (masterKeys.find(version).isEmpty()) {
            throw new SecretsException("API keys or webhooks are encrypted under version " + version
                    + " of the master key, which is missing from latchkey.secret.master-keys. Add it again (" + version
                    + ":BASE64), and let POST /manage/v1/master-key/rotation finish before you remove it.");
        }
    }

    private void erase() throws SQLException {
        long erased = 0;
        for (int version : keys.versions()) {
            long last = 0;
            for (List<SealedKeys.Row> batch = keys.after(version, last, BATCH);
                    !batch.isEmpty();
                    batch = keys.after(version, last, BATCH)) {
                List<SealedKeys.Row> due = batch;
                erased += ConflictRetry.call(() -> keys.erase(due, this::writeDown));
                last = batch.get(batch.size() - 1).id();
            }
        }
        if (erased > 0) {
            LOG.log(Level.INFO, "Erased stored copies of {0} keys: latchkey.keys.copy is never", Long.toString(erased));
        }
    }

    /** Adds one entry per organisation, in the order of their ids. */
    private void writeDown(Connection connection, List<SealedKeys.Row> erased) throws SQLException {
        SortedMap<Long, Integer> counts = new TreeMap<>();
        erased.forEach(row -> counts.merge(row.organisationId(), 1, Integer::sum));
        SortedMap<Long, List<AuditChange>> changes = new TreeMap<>();
        counts.forEach((organisation, count) -> changes.put(
                organisation,
                List.of(new AuditChange(
                        AuditAction.KEPT_KEYS_ERASED,
                        SUBJECT,
                        Optional.empty(),
                        Optional.of(json.write(new ErasedKeys(count)))))));
        audit.append(connection, AuditActor.TIMER, changes);
    }
}
