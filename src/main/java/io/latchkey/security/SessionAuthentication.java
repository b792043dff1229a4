package io.latchkey.security;

import io.latchkey.database.DatabaseFault;
import io.latchkey.problem.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Authenticates users of the pages by session, and redirects a browser without one to the sign-in page. */
@Singleton
public class SessionAuthentication {

    /** The path of the sign-in page. */
    public static final String SIGN_IN = "/sign-in";

    /** The parameter of {@link #SIGN_IN} with the path to return to. */
    public static final String FROM = "from";

    /** The parameter of {@link #SIGN_IN} that says that a form was sent after the session had ended. */
    public static final String ENDED = "ended";

    private static final String SENT = "&" + ENDED + "=1";

    private static final Logger LOG = System.getLogger(SessionAuthentication.class.getName());

    private final PageSession session;
    private final IdentityStoreHandler identityStores;

    @Inject
    public SessionAuthentication(PageSession session, IdentityStoreHandler identityStores) {
        this.session = session;
        this.identityStores = identityStores;
    }

    /**
     * Returns whether the request comes from a browser or has a session; clients that send an
     * {@code Authorization} header are handled elsewhere.
     */
    boolean isFor(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && (session.credential(request).isPresent() || isPage(request) || isPartial(request));
    }

    /**
     * Authenticates the session's user, or redirects the browser to the sign-in page; a script is told the address of
     * that page.
     */
    AuthStatus authenticate(HttpServletRequest request, HttpServletResponse response, RequestCaller caller)
            throws IOException {
        try {
            Optional<IdentifiedCaller> user = user(request);
            if (user.isPresent()) {
                return caller.setCaller(user.get());
            }
            leadToSignIn(request, response);
            return AuthStatus.SEND_CONTINUE;
        } catch (RuntimeException e) {
            return undecided(e, response);
        }
    }

    private Optional<IdentifiedCaller> user(HttpServletRequest request) {
        return session.credential(request).map(identityStores::validate).flatMap(IdentifiedCaller::of);
    }

    /** The session could not be checked; it remains usable once the database is available again. */
    private static AuthStatus undecided(RuntimeException error, HttpServletResponse response) throws IOException {
        if (!DatabaseFault.isUnavailable(error)) {
            throw error;
        }
        DatabaseFault.log(LOG, "A session could not be looked up", error);
        ProblemResponses.setRetryAfter(response);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return AuthStatus.SEND_FAILURE;
    }

    private static void leadToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getMethod().equals("GET") && request.getQueryString() != null
                ? "?" + request.getQueryString()
                : "";
        String target = request.getContextPath() + SIGN_IN + "?" + FROM + "="
                + URLEncoder.encode(request.getServletPath() + query, StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isPartial(request)) {
            letScriptSay(target + SENT, response);
        } else {
            response.sendRedirect(request.getMethod().equals("GET") ? target : target + SENT);
        }
    }

    /**
     * Answers in the form of Jakarta Faces (section 13). A redirect, of HTTP or of Faces, would silently discard what
     * was typed.
     */
    private static void letScriptSay(String target, HttpServletResponse response) throws IOException {
        response.setContentType("text/xml; charset=UTF-8");
        response.getOutputStream()
                .write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><error><error-name>SessionEnded"
                                + "</error-name><error-message><![CDATA[" + target
                                + "]]></error-message></error></partial-response>")
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
