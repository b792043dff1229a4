package io.latchkey.masterkey;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Seals the kept keys of the whole installation, and the secrets of its webhooks, under the current master
 * key. Works in batches while they are being used, created and rotated. It can be interrupted at any point,
 * repeated, and run on several nodes concurrently.
 */
@Singleton
public class MasterKeyRotation {

    /** The maximum duration of a run, so that its caller is answered before any intermediary times out. */
    private static final Duration RUN = Duration.ofSeconds(10);

    private final List<SealedData> sealed;
    private final MasterKeys masterKeys;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    MasterKeyRotation(List<SealedData> sealed, Secrets secrets, AuditLog audit, Clock clock) {
        this.sealed = sealed;
        this.masterKeys = secrets.masterKeys();
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns the versions that this node has or that are in use, highest first. */
    List<MasterKeyVersion> versions() throws SQLException {
        SortedSet<Integer> all = new TreeSet<>(Comparator.reverseOrder());
        all.addAll(masterKeys.versions());
        for (SealedData data : sealed) {
            all.addAll(data.versions());
        }
        List<MasterKeyVersion> versions = new ArrayList<>();
        for (int version : all) {
            versions.add(MasterKeyVersion.of(
                    version,
                    version == masterKeys.current(),
                    masterKeys.find(version).isPresent(),
                    count(version)));
        }
        return versions;
    }

    private long count(int version) throws SQLException {
        long count = 0;
        for (SealedData data : sealed) {
            count += data.count(version);
        }
        return count;
    }

    /**
     * Returns how many secrets of keys and webhooks are sealed under versions other than the current one,
     * counting up to {@link SealedTable#MAX_COUNT} of each.
     */
    long left() throws SQLException {
        long left = 0;
        for (SealedData data : sealed) {
            for (int version : outdated(data)) {
                left += data.count(version);
            }
        }
        return left;
    }

    private List<Integer> outdated(SealedData data) throws SQLException {
        return data.versions().stream()
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
        for (SealedData data : sealed) {
            for (int version : outdated(data)) {
                // Another node seals under a version that this one does not have; its secrets are counted as left.
                if (masterKeys.find(version).isPresent()) {
                    done += data.reseal(version, end);
                }
            }
        }
        return done;
    }
}
