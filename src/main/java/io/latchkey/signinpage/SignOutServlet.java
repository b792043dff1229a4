package io.latchkey.signinpage;

import io.latchkey.security.PageSession;
import io.latchkey.security.SessionAuthentication;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

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
        response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN);
    }
}
