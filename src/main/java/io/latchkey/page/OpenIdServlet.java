package io.latchkey.page;

import io.latchkey.openid.OpenIdAttempt;
import io.latchkey.openid.OpenIdCredential;
import io.latchkey.openid.OpenIdException;
import io.latchkey.openid.OpenIdSettings;
import io.latchkey.openid.OpenIdSignIn;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.security.PageSession;
import io.latchkey.security.SessionAuthentication;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;

/** Begins a user's session by an OpenID Connect provider: sends the browser there, and takes it back. */
@WebServlet({OpenIdServlet.BEGIN, OpenIdSignIn.ANSWER})
public class OpenIdServlet extends HttpServlet {

    static final String BEGIN = "/sign-in/openid";

    /** The parameter of the sign-in page that says that the provider's way led nowhere. */
    static final String FAILED = "failed";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(OpenIdServlet.class.getName());
    private static final int ATTEMPT_SECONDS = 600;
    private static final String ATTEMPT = OpenIdServlet.class.getName() + ".attempt";

    private final transient OpenIdSettings settings;
    private final transient OpenIdSignIn signIn;
    private final transient IdentityStoreHandler identityStores;
    private final transient PageSession session;

    /** For the container, which makes the servlet with its dependencies. */
    @Inject
    public OpenIdServlet(
            OpenIdSettings settings, OpenIdSignIn signIn, IdentityStoreHandler identityStores, PageSession session) {
        this.settings = settings;
        this.signIn = signIn;
        this.identityStores = identityStores;
        this.session = session;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!settings.isOn()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            if (request.getServletPath().equals(BEGIN)) {
                begin(request, response);
            } else {
                finish(request, response);
            }
        } catch (OpenIdException e) {
            LOG.log(Level.WARNING, "Nobody was signed in by OpenID Connect: {0}", e.getMessage());
            response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN + "?" + FAILED + "=openid");
        }
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) throws IOException, OpenIdException {
        String from = Optional.ofNullable(request.getParameter(SessionAuthentication.FROM))
                .orElse("");
        OpenIdAttempt attempt = signIn.begin(Target.of(from));
        HttpSession before = request.getSession(true);
        if (before.isNew()) {
            // Anybody may begin: what they leave behind is soon forgotten.
            before.setMaxInactiveInterval(ATTEMPT_SECONDS);
        }
        before.setAttribute(ATTEMPT, attempt);
        response.sendRedirect(attempt.address().toString());
    }

    private void finish(HttpServletRequest request, HttpServletResponse response) throws IOException, OpenIdException {
        OpenIdAttempt attempt = take(request);
        URI answer = URI.create(request.getRequestURL() + "?" + request.getQueryString());
        CredentialValidationResult result =
                identityStores.validate(new OpenIdCredential(signIn.finish(attempt, answer)));
        if (!(result.getCallerPrincipal() instanceof AccountPrincipal user)) {
            response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN + "?" + FAILED + "=nobody");
            return;
        }
        session.begin(request, user.userId());
        response.sendRedirect(request.getContextPath() + attempt.from());
    }

    /** An attempt serves once, whatever comes of it. */
    private static OpenIdAttempt take(HttpServletRequest request) throws OpenIdException {
        HttpSession before = request.getSession(false);
        if (before == null || !(before.getAttribute(ATTEMPT) instanceof OpenIdAttempt attempt)) {
            throw new OpenIdException("This browser has not begun a sign-in, or too long ago");
        }
        before.removeAttribute(ATTEMPT);
        return attempt;
    }
}
