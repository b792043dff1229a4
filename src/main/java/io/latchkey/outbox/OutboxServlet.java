package io.latchkey.outbox;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import jakarta.annotation.security.DeclareRoles;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Shows the organisation's outbox to its users: {@code ?before=} goes on in the list, {@code ?message=} shows a message.
 *
 * <p>The HTML of a message is a client's: it is shown in a frame of its own that is trusted with nothing.
 */
@WebServlet(OutboxServlet.PATH)
@DeclareRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
@ServletSecurity(@HttpConstraint(rolesAllowed = {AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE}))
public class OutboxServlet extends HttpServlet {

    static final String PATH = "/settings/outbox";

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final transient CallingUser user;
    private final transient MessageHistory history;
    private final transient Outbox outbox;
    private final transient OutboxPage page;

    /** For the container, which makes the servlet with its dependencies. */
    @Inject
    public OutboxServlet(CallingUser user, MessageHistory history, Outbox outbox, OutboxPage page) {
        this.user = user;
        this.history = history;
        this.outbox = outbox;
        this.page = page;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long organisation = user.get().organisationId();
        Optional<String> wanted = Optional.ofNullable(request.getParameter("message"));
        Optional<String> html = wanted.isPresent()
                ? wanted.filter(id -> id.matches("[0-9a-f-]{36}"))
                        .flatMap(id -> outbox.read(organisation, id))
                        .map(page::message)
                : Optional.of(list(organisation, before(request)));
        if (html.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html; charset=UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(html.get().getBytes(StandardCharsets.UTF_8));
    }

    /** What is no number is the start of the list. */
    private static long before(HttpServletRequest request) {
        String before = Optional.ofNullable(request.getParameter("before")).orElse("");
        return before.matches("[0-9]{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
    }

    private String list(long organisation, long before) {
        // One more than is shown tells whether there are more.
        List<OutboxLine> lines = history.latest(organisation, before, PAGE + 1);
        return lines.size() > PAGE ? page.list(lines.subList(0, PAGE), true) : page.list(lines, false);
    }
}
