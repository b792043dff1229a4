package io.latchkey.auditpage;

import io.latchkey.audit.AuditDocument;
import io.latchkey.audit.AuditVerificationDocument;
import io.latchkey.page.ListPart;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RequestNumbers;
import io.latchkey.page.RoleMissingException;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The page of the organisation's audit log, which shows who did what, in parts and the latest entry first. */
@Named("audit")
@RequestScoped
public class AuditPage {

    /** The parameter with the number of the only key whose entries are shown. */
    static final String KEY = "number";

    private static final int ROWS = 50;

    @Inject
    private AuditPageService service;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    @Inject
    private HttpServletRequest request;

    private ListPart<AuditDocument> part = ListPart.none();
    private AuditVerificationDocument verdict;
    private boolean beingVerified;

    /** Reads the requested part; answers 403 to a user who may not see it. */
    public void load() throws SQLException, IOException {
        try {
            long before = numbers.find("before").orElse(Long.MAX_VALUE);
            part = ListPart.of(service.before(numbers.find(KEY), before, ROWS + 1), ROWS, AuditDocument::position);
            if (request.getParameter("verify") != null) {
                verify();
            }
        } catch (RoleMissingException viewer) {
            refusal.forbidden();
        }
    }

    private void verify() throws SQLException {
        try {
            verdict = service.verify();
        } catch (ProblemException refused) {
            if (refused.problem().status() != ProblemType.TOO_MANY_REQUESTS.status()) {
                throw refused;
            }
            beingVerified = true;
        }
    }

    public List<AuditDocument> getEntries() {
        return part.rows();
    }

    /** Returns the position before which the next part lies; 0 if there is none. */
    public long getOlder() {
        return part.next();
    }

    /** Returns the number of the only key whose entries are shown; empty for all keys. */
    public String getNumber() {
        return numbers.find(KEY).map(number -> Long.toString(number)).orElse("");
    }

    /** Returns the result of the verification; null unless it was requested. */
    public AuditVerificationDocument getVerdict() {
        return verdict;
    }

    /** Returns whether the requested verification was refused, because another one is under way. */
    public boolean isBeingVerified() {
        return beingVerified;
    }

    /** Returns the position of the first entry that is not as it was written; 0 if there is none. */
    public long getBroken() {
        return verdict.firstBroken()
                .map(AuditVerificationDocument.Broken::position)
                .orElse(0L);
    }
}
