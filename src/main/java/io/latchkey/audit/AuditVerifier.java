package io.latchkey.audit;

import io.latchkey.audit.AuditVerificationDocument.Broken;
import io.latchkey.audit.AuditVerificationDocument.Fault;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies an organisation's log by computing it again, from its first entry to the head recorded in the
 * chain. That takes about a minute for a log of a million entries, and a processor; so a node verifies each log only once at a
 * time, or one user could keep all its threads busy.
 */
@Singleton
class AuditVerifier {

    private static final int PART = 1000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final AuditReader reader;
    private final Set<Long> beingVerified = ConcurrentHashMap.newKeySet();

    @Inject
    AuditVerifier(AuditReader reader) {
        this.reader = reader;
    }

    /**
     * Returns the result for the entries that exist now; entries added in the meantime are left to the next
     * verification.
     *
     * @throws ProblemException 429, if this log is being verified already
     * @throws SQLException if the database fails
     */
    AuditVerificationDocument verify(long organisationId) throws SQLException {
        if (!beingVerified.add(organisationId)) {
            throw new ProblemException(
                    Problem.of(
                            ProblemType.TOO_MANY_REQUESTS, "The log is being verified already. Wait for the result."),
                    RETRY_AFTER);
        }
        try {
            return compute(organisationId);
        } finally {
            beingVerified.remove(organisationId);
        }
    }

    private AuditVerificationDocument compute(long organisationId) throws SQLException {
        AuditHead head = reader.head(organisationId).orElse(new AuditHead(0, AuditDigest.START));
        Optional<Broken> broken = firstBroken(organisationId, head);
        return new AuditVerificationDocument(organisationId, broken.isEmpty(), head.position(), head.digest(), broken);
    }

    private Optional<Broken> firstBroken(long organisationId, AuditHead head) throws SQLException {
        long position = 0;
        String digest = AuditDigest.START;
        while (position < head.position()) {
            List<AuditEntry> part = reader.after(organisationId, AuditFilter.ALL, position, PART);
            for (AuditEntry entry : part) {
                if (position == head.position()) {
                    break;
                }
                position++;
                if (entry.position() != position) {
                    return Optional.of(new Broken(position, Fault.MISSING));
                }
                if (!AuditDigest.fits(digest, entry)) {
                    return Optional.of(new Broken(position, Fault.ALTERED));
                }
                digest = entry.digest();
            }
            if (part.isEmpty()) {
                return Optional.of(new Broken(position + 1, Fault.MISSING));
            }
        }
        return digest.equals(head.digest()) ? Optional.empty() : Optional.of(new Broken(position, Fault.ALTERED));
    }
}
