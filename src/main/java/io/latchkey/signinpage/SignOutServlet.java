package io.latchkey.signinpage;

import io.latchkey.security.PageSession;
import io.latchkey.security.SessionAuthentication;
import jakarta.inject.Inject;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Ends a user's session. */
@WebServlet("/sign-out")
public class SignOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient PageSession session;

    /** Called by the container, which injects the dependencies. */
    @Inject
    public SignOutServlet(PageSession session) {
        this.session = session;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        session.end(request);
        response.addCookie(expired(request));
        response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN);
    }

    /**
     * Returns the session's cookie with which a browser forgets it. Browsers that keep pages as they were, to go back to
     * them, discard those when it changes.
     */
    private static Cookie expired(HttpServletRequest request) {
        SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
        Cookie cookie = new Cookie(config.getName(), "");
        config.getAttributes().forEach(cookie::setAttribute);
        String ofContext = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        cookie.setPath(Optional.ofNullable(config.getPath()).orElse(ofContext));
        cookie.setHttpOnly(config.isHttpOnly());
        cookie.setSecure(config.isSecure());
        cookie.setMaxAge(0);
        return cookie;
    }
}
