package io.latchkey.auditpage;

import io.latchkey.audit.AuditDocument;
import io.latchkey.audit.AuditVerificationDocument;
import io.latchkey.page.ListPart;
import io.latchkey.page.PageRefusal;
import io.latchkey.page.RequestNumbers;
import io.latchkey.page.RoleMissingException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Who did what: the organisation's audit log, part by part, the latest entry first. */
@Named("audit")
@RequestScoped
public class AuditPage {

    /** The parameter with the number of the key that alone is asked about. */
    static final String KEY = "number";

    private static final int ROWS = 50;

    @Inject
    private AuditDesk desk;

    @Inject
    private RequestNumbers numbers;

    @Inject
    private PageRefusal refusal;

    @Inject
    private HttpServletRequest request;

    private ListPart<AuditDocument> part = ListPart.none();
    private AuditVerificationDocument verdict;

    /** Reads the part that the request asks for; there is no page for a user who may not see it. */
    public void load() throws SQLException, IOException {
        try {
            long before = numbers.find("before").orElse(Long.MAX_VALUE);
            part = ListPart.of(desk.before(numbers.find(KEY), before, ROWS + 1), ROWS, AuditDocument::position);
            if (request.getParameter("verify") != null) {
                verdict = desk.verify();
            }
        } catch (RoleMissingException viewer) {
            refusal.forbidden();
        }
    }

    public List<AuditDocument> getEntries() {
        return part.rows();
    }

    /** The position that the next part lies before; 0 when there is none. */
    public long getOlder() {
        return part.next();
    }

    /** The key that alone is asked about; empty for all. */
    public String getNumber() {
        return numbers.find(KEY).map(number -> Long.toString(number)).orElse("");
    }

    /** What the verification has found; none unless it was asked for. */
    public AuditVerificationDocument getVerdict() {
        return verdict;
    }

    /** The first entry that is not as it was written; 0 for none. */
    public long getBroken() {
        return verdict.firstBroken()
                .map(AuditVerificationDocument.Broken::position)
                .orElse(0L);
    }
}
