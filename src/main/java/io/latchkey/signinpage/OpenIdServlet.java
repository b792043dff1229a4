package io.latchkey.signinpage;

import io.latchkey.openid.OpenIdAttempt;
import io.latchkey.openid.OpenIdCredential;
import io.latchkey.openid.OpenIdException;
import io.latchkey.openid.OpenIdSettings;
import io.latchkey.openid.OpenIdSignIn;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.page.HomeServlet;
import io.latchkey.security.PageSession;
import io.latchkey.security.SessionAuthentication;
import io.latchkey.security.SignInLog;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Begins a user's session through an OpenID Connect provider: redirects the browser there, and handles its
 * return.
 */
@WebServlet({OpenIdServlet.BEGIN, OpenIdSignIn.ANSWER})
public class OpenIdServlet extends HttpServlet {

    static final String BEGIN = "/sign-in/openid";

    /** The parameter of the sign-in page that says that the sign-in with the provider failed. */
    static final String FAILED = "failed";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(OpenIdServlet.class.getName());

    private final transient OpenIdSettings settings;
    private final transient OpenIdSignIn signIn;
    private final transient AttemptCookies attempts;
    private final transient IdentityStoreHandler identityStores;
    private final transient PageSession session;
    private final transient SignInLog log;

    /** Called by the container, which injects the dependencies. */
    @Inject
    public OpenIdServlet(
            OpenIdSettings settings,
            OpenIdSignIn signIn,
            AttemptCookies attempts,
            IdentityStoreHandler identityStores,
            PageSession session,
            SignInLog log) {
        this.settings = settings;
        this.signIn = signIn;
        this.attempts = attempts;
        this.identityStores = identityStores;
        this.session = session;
        this.log = log;
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
            LOG.log(Level.WARNING, "A sign-in with OpenID Connect failed: {0}", e.getMessage());
            response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN + "?" + FAILED + "=openid");
        }
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) throws IOException, OpenIdException {
        String from = Optional.ofNullable(request.getParameter(SessionAuthentication.FROM))
                .orElse("");
        OpenIdAttempt attempt = OpenIdAttempt.to(Target.of(from));
        String address = signIn.address(attempt).toString();
        attempts.add(attempt, request, response);
        response.sendRedirect(address);
    }

    private void finish(HttpServletRequest request, HttpServletResponse response) throws IOException, OpenIdException {
        URI answer;
        try {
            answer = new URI(request.getRequestURL() + "?" + request.getQueryString());
        } catch (URISyntaxException malformed) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String state = Optional.ofNullable(request.getParameter("state")).orElse("");
        Optional<OpenIdAttempt> attempt = attempts.take(state, request, response);
        if (attempt.isEmpty() && session.isOfUser(request)) {
            // Another tab of this browser was faster.
            response.sendRedirect(request.getContextPath() + HomeServlet.FIRST_PAGE);
            return;
        }
        finish(
                attempt.orElseThrow(
                        () -> new OpenIdException("This browser did not start such a sign-in, or did so too long ago")),
                answer,
                request,
                response);
    }

    private void finish(OpenIdAttempt attempt, URI answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException, OpenIdException {
        CredentialValidationResult result =
                identityStores.validate(new OpenIdCredential(signIn.finish(attempt, answer)));
        if (!(result.getCallerPrincipal() instanceof AccountPrincipal user)) {
            LOG.log(Level.WARNING, "Whoever the OpenID Connect provider has signed in is not a user here");
            response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN + "?" + FAILED + "=nobody");
            return;
        }
        session.begin(request, user.userId(), user.passwordSetAt());
        log.signedIn(user.getName(), "OpenID Connect");
        response.sendRedirect(request.getContextPath() + attempt.from());
    }
}
