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
 * Seals the kept keys of the whole installation, and the secrets of its webhooks, anew, under the current master key: part by
 * part, while they are used, made and rotated. It can be broken off anywhere, repeated, and run on several nodes at once.
 */
@Singleton
public class MasterKeyRotation {

    private static final Logger LOG = System.getLogger(MasterKeyRotation.class.getName());

    /** Rows: few enough that no lock is held for long. */
    private static final int BATCH = 500;

    /** How long one run goes on, so that its caller is answered before anything between loses patience. */
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

    /** The versions that this node has or that something is sealed under, the highest first. */
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

    /** How many secrets of keys and webhooks are sealed under other versions than the current one, up to {@link SealedKeys#MAX_COUNT} of each. */
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

    /** Writes down that a run begins. */
    @Transactional
    public void announce(long organisationId, long left) {
        audit.add(
                AuditAction.MASTER_KEY_ROTATED,
                organisationId,
                "master-key",
                Optional.empty(),
                Optional.of(new Announcement(masterKeys.current(), left)));
    }

    /** What the audit log says of a run: the version from now on, and how many secrets were not sealed under it yet. */
    record Announcement(int version, long left) {}

    /**
     * Goes on for ten seconds at most, with the keys first.
     *
     * @return how many secrets of keys and webhooks were sealed anew
     * @throws SQLException when the database fails; the batches before are done then
     */
    long run() throws SQLException {
        Instant end = clock.instant().plus(RUN);
        long done = 0;
        for (int version : outdated()) {
            if (masterKeys.find(version).isEmpty()) {
                // Another node seals under it; it is counted as left.
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
                // One that cannot be copied any more must not keep the others under the old key.
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
