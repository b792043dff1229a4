package io.latchkey.audit;

import io.latchkey.audit.AuditVerificationDocument.Broken;
import io.latchkey.audit.AuditVerificationDocument.Fault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Verifies an organisation's log by computing it again, from its first entry to the head recorded in the
 * chain.
 */
@Singleton
class AuditVerifier {

    private static final int PART = 1000;

    private final AuditReader reader;

    @Inject
    AuditVerifier(AuditReader reader) {
        this.reader = reader;
    }

    /**
     * Returns the result for the entries that exist now; entries added in the meantime are left to the next
     * verification.
     */
    AuditVerificationDocument verify(long organisationId) throws SQLException {
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
