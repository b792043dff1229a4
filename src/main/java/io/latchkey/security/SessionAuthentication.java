package io.latchkey.security;

import io.latchkey.database.DatabaseFault;
import io.latchkey.problem.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Knows the users of the pages by their session, and leads a browser without one to the page to sign in. */
@Singleton
public class SessionAuthentication {

    /** Where a user signs in. */
    public static final String SIGN_IN = "/sign-in";

    /** The parameter of {@link #SIGN_IN} with the path to go on to. */
    public static final String FROM = "from";

    private static final Logger LOG = System.getLogger(SessionAuthentication.class.getName());

    private final PageSession session;
    private final IdentityStoreHandler identityStores;

    @Inject
    public SessionAuthentication(PageSession session, IdentityStoreHandler identityStores) {
        this.session = session;
        this.identityStores = identityStores;
    }

    /** Whether the request is a browser's, or has a session: a client that presents a header is another's task. */
    boolean isFor(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && (session.credential(request).isPresent() || isPage(request) || isPartial(request));
    }

    /** Lets the session's user in, or sends the browser to sign in. */
    AuthenticationStatus authenticate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        try {
            Optional<CredentialValidationResult> user = user(request);
            if (user.isPresent()) {
                return context.notifyContainerAboutLogin(user.get());
            }
            leadToSignIn(request, response);
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        } catch (RuntimeException e) {
            return undecided(e, response);
        }
    }

    private Optional<CredentialValidationResult> user(HttpServletRequest request) {
        return session.credential(request)
                .map(identityStores::validate)
                .filter(result -> result.getStatus() == CredentialValidationResult.Status.VALID);
    }

    /** Nobody has decided on the session: it goes on when the database is back. */
    private static AuthenticationStatus undecided(RuntimeException error, HttpServletResponse response) {
        if (!DatabaseFault.isUnavailable(error)) {
            throw error;
        }
        LOG.log(
                Level.WARNING,
                "A session could not be looked up because the database is unavailable: {0}",
                error.toString());
        try {
            response.setHeader(HttpHeaders.RETRY_AFTER, ProblemResponses.RETRY_AFTER_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    private static void leadToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getMethod().equals("GET") && request.getQueryString() != null
                ? "?" + request.getQueryString()
                : "";
        String target = request.getContextPath() + SIGN_IN + "?" + FROM + "="
                + URLEncoder.encode(request.getServletPath() + query, StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!isPartial(request)) {
            response.sendRedirect(target);
            return;
        }
        // A script would follow a redirect without showing it: it is told in its own words (Jakarta Faces, section 13).
        response.setContentType("text/xml; charset=UTF-8");
        response.getOutputStream()
                .write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + target
                                + "\"/></partial-response>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML);
    }

    private static boolean isPartial(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }
}
