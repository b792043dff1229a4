package io.latchkey.auditpage;

import io.latchkey.page.RequestNumbers;
import io.latchkey.page.RoleMissingException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;

/** Sends the audit log to the signed-in user as a file. */
@WebServlet("/settings/audit.csv")
public class AuditExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient AuditPageService service;
    private final transient RequestNumbers numbers;

    /** For the container, which injects the dependencies. */
    @Inject
    public AuditExportServlet(AuditPageService service, RequestNumbers numbers) {
        this.service = service;
        this.numbers = numbers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StreamingOutput log;
        try {
            log = service.csv(numbers.find(AuditPage.KEY));
        } catch (RoleMissingException viewer) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        log.write(response.getOutputStream());
    }
}
