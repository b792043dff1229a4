package io.latchkey.problem;

import io.latchkey.database.DatabaseFault;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** The container's error page: what fails before or outside of Jakarta REST answers with a problem document too, or people with a page. */
@WebServlet("/problem")
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ProblemResponses responses;

    /** For the container, which makes the servlet with its dependencies. */
    @Inject
    public ErrorServlet(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer number ? number : HttpServletResponse.SC_NOT_FOUND;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                && DatabaseFault.isUnavailable(thrown)) {
            status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        if (isForPeople(request)) {
            response.setStatus(status);
            if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
                response.setHeader(HttpHeaders.RETRY_AFTER, ProblemResponses.RETRY_AFTER_SECONDS);
            }
            request.setAttribute("latchkey.error", status == 403 || status == 404 ? Integer.toString(status) : "other");
            request.getRequestDispatcher("/error.xhtml").forward(request, response);
            return;
        }
        responses.write(Problem.ofStatus(status, StatusDetail.of(status)), response);
    }

    /** A browser that asks for a page, outside of what programs use. */
    private static boolean isForPeople(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .substring(request.getContextPath().length());
        return accepted != null
                && accepted.contains(MediaType.TEXT_HTML)
                && !path.startsWith("/api/")
                && !path.startsWith("/manage/")
                && !path.startsWith("/verify");
    }
}
