package io.latchkey.masterkey;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.ConflictRetry;
import io.latchkey.keytoken.KeyVault;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Seals the kept keys of the whole installation, and the secrets of its webhooks, under the current master
 * key. Works in batches while they are being used, created and rotated. It can be interrupted at any point,
 * repeated, and run on several nodes concurrently.
 */
@Singleton
public class MasterKeyRotation {

    private static final Logger LOG = System.getLogger(MasterKeyRotation.class.getName());

    /** In rows; small enough that no lock is held for long. */
    private static final int BATCH = 500;

    /** The maximum duration of a run, so that its caller is answered before any intermediary times out. */
    private static final Duration RUN = Duration.ofSeconds(10);

    private final SealedKeys sealed;
    private final Iterable<AlsoSealed> others;
    private final KeyVault vault;
    private final MasterKeys masterKeys;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    MasterKeyRotation(
            SealedKeys sealed,
            @Any Instance<AlsoSealed> others,
            KeyVault vault,
            Secrets secrets,
            AuditLog audit,
            Clock clock) {
        this(sealed, (Iterable<AlsoSealed>) others, vault, secrets, audit, clock);
    }

    MasterKeyRotation(
            SealedKeys sealed,
            Iterable<AlsoSealed> others,
            KeyVault vault,
            Secrets secrets,
            AuditLog audit,
            Clock clock) {
        this.sealed = sealed;
        this.others = others;
        this.vault = vault;
        this.masterKeys = secrets.masterKeys();
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns the versions that this node has or that are in use, highest first. */
    List<MasterKeyVersion> versions() throws SQLException {
        List<Integer> all = new ArrayList<>(sealed.versions());
        for (AlsoSealed other : others) {
            other.versions().stream().filter(version -> !all.contains(version)).forEach(all::add);
        }
        masterKeys.versions().stream().filter(version -> !all.contains(version)).forEach(all::add);
        all.sort((one, other) -> other - one);
        List<MasterKeyVersion> versions = new ArrayList<>();
        for (int version : all) {
            versions.add(MasterKeyVersion.of(
                    version,
                    version == masterKeys.current(),
                    masterKeys.find(version).isPresent(),
                    sealed.count(version) + countOthers(version)));
        }
        return versions;
    }

    /**
     * Returns how many secrets of keys and webhooks are sealed under versions other than the current one,
     * counting up to {@link SealedKeys#MAX_COUNT} of each.
     */
    long left() throws SQLException {
        long left = 0;
        for (int version : outdated()) {
            left += sealed.count(version);
        }
        for (AlsoSealed other : others) {
            for (int version : other.versions()) {
                left += version == masterKeys.current() ? 0 : other.count(version);
            }
        }
        return left;
    }

    private long countOthers(int version) throws SQLException {
        long count = 0;
        for (AlsoSealed other : others) {
            count += other.count(version);
        }
        return count;
    }

    private List<Integer> outdated() throws SQLException {
        return sealed.versions().stream()
                .filter(version -> version != masterKeys.current())
                .toList();
    }

    /** Records the start of a run in the audit log. */
    @Transactional
    public void announce(long organisationId, long left) {
        audit.add(
                AuditAction.MASTER_KEY_ROTATED,
                organisationId,
                "master-key",
                Optional.empty(),
                Optional.of(new Announcement(masterKeys.current(), left)));
    }

    /**
     * An audit log entry's details about a run: the target version, and the number of secrets not yet sealed
     * under it.
     */
    record Announcement(int version, long left) {}

    /**
     * Runs for at most ten seconds, beginning with the keys.
     *
     * @return the number of secrets of keys and webhooks sealed again
     * @throws SQLException if the database fails; earlier batches remain done
     */
    long run() throws SQLException {
        Instant end = clock.instant().plus(RUN);
        long done = 0;
        for (int version : outdated()) {
            if (masterKeys.find(version).isEmpty()) {
                // Another node seals under this version; its secrets are counted as left.
                continue;
            }
            long last = 0;
            for (List<SealedKeys.Row> batch = sealed.after(version, last, BATCH);
                    !batch.isEmpty() && clock.instant().isBefore(end);
                    batch = sealed.after(version, last, BATCH)) {
                List<SealedKeys.Row> anew = reseal(version, batch);
                done += ConflictRetry.call(() -> sealed.replace(anew, version, masterKeys.current()));
                last = batch.get(batch.size() - 1).id();
            }
        }
        return done + runOthers(end);
    }

    private long runOthers(Instant end) throws SQLException {
        long done = 0;
        for (AlsoSealed other : others) {
            for (int version : other.versions()) {
                if (version != masterKeys.current() && masterKeys.find(version).isPresent()) {
                    done += other.reseal(version, end);
                }
            }
        }
        return done;
    }

    private List<SealedKeys.Row> reseal(int version, List<SealedKeys.Row> batch) {
        List<SealedKeys.Row> anew = new ArrayList<>();
        for (SealedKeys.Row row : batch) {
            try {
                byte[] sealedAnew = vault.reseal(version, row.key().bytes(), row.organisationId(), row.keyNumber());
                anew.add(new SealedKeys.Row(
                        row.id(), row.organisationId(), row.keyNumber(), new SealedKeys.SealedKey(sealedAnew)));
            } catch (IllegalStateException damaged) {
                // A key that can no longer be copied must not keep the others under the old master key.
                LOG.log(
                        Level.WARNING,
                        "The stored copy of key {0} of organisation {1} cannot be decrypted and is left unchanged",
                        Long.toString(row.keyNumber()),
                        Long.toString(row.organisationId()));
            }
        }
        return anew;
    }
}
