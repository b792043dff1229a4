package io.latchkey.auditpage;

import io.latchkey.audit.AuditDocument;
import io.latchkey.audit.AuditTrail;
import io.latchkey.audit.AuditVerificationDocument;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads the audit log of the signed-in user's organisation, if their role permits it. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class AuditPageService {

    private final AuditTrail trail;
    private final CallingUser user;

    @Inject
    public AuditPageService(AuditTrail trail, CallingUser user) {
        this.trail = trail;
        this.user = user;
    }

    /**
     * Returns the latest entries before a position, the latest first.
     *
     * @throws SQLException if the database fails
     */
    public List<AuditDocument> before(Optional<Long> keyNumber, long position, int limit) throws SQLException {
        return trail.before(user.organisationId(), keyNumber, position, limit);
    }

    /**
     * Verifies the whole log by recomputing it.
     *
     * @throws ProblemException 429, if it is being verified already
     * @throws SQLException if the database fails
     */
    public AuditVerificationDocument verify() throws SQLException {
        return trail.verify(user.organisationId());
    }

    /** Returns the log as CSV. */
    public StreamingOutput csv(Optional<Long> keyNumber) {
        return trail.csv(user.get(), keyNumber);
    }
}
