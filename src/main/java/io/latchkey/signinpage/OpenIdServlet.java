package io.latchkey.signinpage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Begins a user's session through an OpenID Connect provider: redirects the browser there, and handles its
 * return.
 *
 * <p>Anybody can begin a sign-in and return from it, with a code that they have made up. Therefore only a few
 * threads at once may wait for the provider, and such a failure is not always a warning in the log.
 */
@WebServlet({OpenIdServlet.BEGIN, OpenIdSignIn.ANSWER})
public class OpenIdServlet extends HttpServlet {

    static final String BEGIN = "/sign-in/openid";

    /** The parameter of the sign-in page that says that the sign-in with the provider failed. */
    static final String FAILED = "failed";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(OpenIdServlet.class.getName());

    /** Far fewer than a server has threads: each may wait for a slow provider for several seconds. */
    static final int MAX_AT_ONCE = 8;

    /** How long a failure is not logged as a warning again. */
    private static final Duration LOGGED = Duration.ofMinutes(1);

    /** More than there are different failures. */
    private static final int MAX_LOGGED = 100;

    private final transient OpenIdSettings settings;
    private final transient OpenIdSignIn signIn;
    private final transient AttemptCookies attempts;
    private final transient IdentityStoreHandler identityStores;
    private final transient PageSession session;
    private final transient SignInLog log;
    private final transient Semaphore turns = new Semaphore(MAX_AT_ONCE);
    private final transient Cache<String, Boolean> logged = Caffeine.newBuilder()
            .maximumSize(MAX_LOGGED)
            .expireAfterWrite(LOGGED)
            .build();

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
        // Before anything is taken from the browser, so that the same request can succeed later.
        if (!turns.tryAcquire()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            if (request.getServletPath().equals(BEGIN)) {
                begin(request, response);
            } else {
                finish(request, response);
            }
        } catch (OpenIdException e) {
            logFailure(e.getMessage());
            response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN + "?" + FAILED + "=openid");
        } finally {
            turns.release();
        }
    }

    private void logFailure(String why) {
        boolean isNew = logged.asMap().putIfAbsent(why, true) == null;
        LOG.log(isNew ? Level.WARNING : Level.DEBUG, "A sign-in with OpenID Connect failed: {0}", why);
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
            logFailure("Whoever the provider has signed in is not a user here");
            response.sendRedirect(request.getContextPath() + SessionAuthentication.SIGN_IN + "?" + FAILED + "=nobody");
            return;
        }
        session.begin(request, user.userId(), user.passwordSetAt());
        log.signedIn(user.getName(), "OpenID Connect");
        response.sendRedirect(request.getContextPath() + attempt.from());
    }
}
