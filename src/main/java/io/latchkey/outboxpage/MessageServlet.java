package io.latchkey.outboxpage;

import io.latchkey.page.RoleMissingException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Sends the HTML of a message in the outbox to the frame on its page. The HTML comes from a client and is not
 * trusted: it gets an origin of its own, no scripts, no forms and nothing from elsewhere.
 */
@WebServlet("/settings/outbox/html")
public class MessageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final transient OutboxPageService service;

    /** For the container, which injects the dependencies. */
    @Inject
    public MessageServlet(OutboxPageService service) {
        this.service = service;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<SentMessage> message;
        try {
            message = Optional.ofNullable(request.getParameter(OutboxPage.MESSAGE))
                    .flatMap(service::find);
        } catch (RoleMissingException viewer) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (message.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html; charset=UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.getOutputStream().write(message.get().html().getBytes(StandardCharsets.UTF_8));
    }
}
