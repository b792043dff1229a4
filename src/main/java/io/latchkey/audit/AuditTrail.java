package io.latchkey.audit;

import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Provides an organisation's log for people to read. */
@Singleton
public class AuditTrail {

    private final AuditReader reader;
    private final AuditVerifier verifier;
    private final AuditExport export;

    @Inject
    AuditTrail(AuditReader reader, AuditVerifier verifier, AuditExport export) {
        this.reader = reader;
        this.verifier = verifier;
        this.export = export;
    }

    /**
     * Returns the latest entries before a position, latest first.
     *
     * @param keyNumber if present, only entries about this key
     * @throws SQLException if the database fails
     */
    public List<AuditDocument> before(long organisationId, Optional<Long> keyNumber, long position, int limit)
            throws SQLException {
        return reader.before(organisationId, AuditFilter.ofKey(keyNumber), position, limit).stream()
                .map(AuditDocument::of)
                .toList();
    }

    /**
     * Verifies the whole log by computing it again.
     *
     * @throws ProblemException 429, if it is being verified already
     * @throws SQLException if the database fails
     */
    public AuditVerificationDocument verify(long organisationId) throws SQLException {
        return verifier.verify(organisationId);
    }

    /** Returns the whole log of the user's organisation as CSV, or only the entries about one key. */
    public StreamingOutput csv(AccountPrincipal user, Optional<Long> keyNumber) {
        return export.csv(user, AuditFilter.ofKey(keyNumber));
    }
}
