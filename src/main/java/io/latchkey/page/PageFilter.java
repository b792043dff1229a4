package io.latchkey.page;

import io.latchkey.network.Origin;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.CallingUser;
import io.latchkey.problem.ProblemException;
import io.latchkey.request.ContentCoding;
import jakarta.faces.FacesException;
import jakarta.faces.render.ResponseStateManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.primefaces.csp.CspException;

/**
 * Protects the pages from other sites. In addition to the view state that Jakarta Faces requires, a request
 * that changes something must come from one of our own pages; no other site may frame a page or learn its
 * address. The Content Security Policy for scripts is sent by PrimeFaces, with a nonce for each page.
 *
 * <p>Also bounds the size of forms, and how many forms from unauthenticated senders are read at once, and reads
 * uploads, which a server may read without limiting their parts.
 */
@WebFilter({"/settings/*", "/sign-in", "/sign-in/*", "/sign-out", "*.xhtml"})
public class PageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String UPLOADS = "/settings/import";

    /** In bytes: the {@code max-request-size} of {@code web.xml}, beyond which servers fail. */
    static final int MAX_UPLOAD = 10_485_760;

    private static final List<String> UPLOADERS = List.of(AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE);

    /** In bytes, of any other form. */
    private static final long MAX_FORM = 2_097_152;

    /** Far fewer than a server has threads; a form that is sent at once is read in a millisecond. */
    private static final int MAX_READING = 16;

    private static final String SIGN_OUT = "/sign-out";

    /** Jakarta Faces takes a request with the first for a submitted form; PrimeFaces adopts the second's nonce. */
    private static final List<String> SENT_BY_FORMS =
            List.of(ResponseStateManager.VIEW_STATE_PARAM, "primefaces.nonce");

    private final transient SecurityContext security;
    private final transient CallingUser caller;
    private final transient Accounts accounts;
    private final transient Semaphore reading = new Semaphore(MAX_READING);

    /** For the container, which injects the dependencies. */
    @Inject
    public PageFilter(SecurityContext security, CallingUser caller, Accounts accounts) {
        this.security = security;
        this.caller = caller;
        this.accounts = accounts;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        protect(request, response);
        Optional<Integer> refusal = refusal(request);
        if (refusal.isPresent()) {
            response.sendError(refusal.get());
        } else if (request.getUserPrincipal() == null) {
            answerStranger(request, response, chain);
        } else {
            try {
                answerUser(request, response, chain);
            } finally {
                endSessionOfScript(request);
            }
        }
    }

    private static void protect(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (!request.getRequestURI().contains("/jakarta.faces.resource/")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** Returns the status with which the request is refused before its body is read, if it is. */
    private Optional<Integer> refusal(HttpServletRequest request) {
        boolean isUpload = isUpload(request);
        if (request.getContentLengthLong() > (isUpload ? MAX_UPLOAD : MAX_FORM)) {
            return Optional.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        }
        if (isFormOfOtherMethod(request)
                || isUpload && !request.getServletPath().equals(UPLOADS)
                || isEncoded(request)) {
            return Optional.of(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        }
        if (isFormOfUnknownLength(request)) {
            return Optional.of(HttpServletResponse.SC_LENGTH_REQUIRED);
        }
        if (isFormInAddress(request)) {
            return Optional.of(HttpServletResponse.SC_BAD_REQUEST);
        }
        // The page refuses those who may not upload too, but only after their upload was read.
        if (!Origin.allows(request) || isUpload && UPLOADERS.stream().noneMatch(security::isCallerInRole)) {
            return Optional.of(HttpServletResponse.SC_FORBIDDEN);
        }
        return Optional.empty();
    }

    private void answerUser(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest read;
        try {
            read = isUpload(request) ? Upload.read(request, MAX_UPLOAD) : request;
        } catch (ProblemException refused) {
            response.sendError(refused.problem().status());
            return;
        }
        // A form may take as long as its sender likes, and whoever has begun it could be dismissed meanwhile.
        if (!read.getMethod().equals("POST")) {
            answer(read, response, chain);
        } else if (!isReadable(read)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (caller.find().filter(accounts::isUnchanged).isEmpty()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            answer(read, response, chain);
        }
    }

    /**
     * Answers after the form has been read completely, unless too many are being read: whoever sends many forms, and each
     * of them slowly, would otherwise block all threads of the server, and with them the requests with keys.
     */
    private void answerStranger(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Whoever signs out sends nothing.
        if (!request.getMethod().equals("POST") || request.getServletPath().equals(SIGN_OUT)) {
            answer(request, response, chain);
            return;
        }
        if (!reading.tryAcquire()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        boolean isReadable;
        try {
            isReadable = isReadable(request);
        } finally {
            reading.release();
        }
        if (isReadable) {
            answer(request, response, chain);
        } else {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /**
     * Reads the parameters, of a form to its end, and returns whether they can be decoded. Only Open Liberty leaves this
     * to the application.
     */
    private static boolean isReadable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalArgumentException undecodable) {
            return false;
        }
    }

    /** A form that was sent without the nonce of its page cannot be answered by that page; PrimeFaces fails then. */
    private static void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | FacesException e) {
            if (response.isCommitted() || !isForNonce(e)) {
                throw e;
            }
            discardPage(response);
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /** Keeps the headers. Open Liberty cannot write an error page to a response in which Faces has begun a page. */
    private static void discardPage(HttpServletResponse response) {
        Map<String, List<String>> headers = response.getHeaderNames().stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> List.copyOf(response.getHeaders(name))));
        response.reset();
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }

    private static boolean isForNonce(Exception failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(CspException.class::isInstance);
    }

    /**
     * Ends the session that Jakarta Faces has begun to keep the state of a page, if its user has sent their password:
     * scripts do so with each request, and each would leave a session behind.
     */
    private static void endSessionOfScript(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.isNew() && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            session.invalidate();
        }
    }

    /**
     * Returns whether an address contains a form. Faces would process it as if it had been submitted, whatever the
     * method, but another site may send the browser to any address: to sign in as somebody else, for example. One
     * that cannot be decoded counts as such.
     */
    private static boolean isFormInAddress(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                && (!isReadable(request)
                        || SENT_BY_FORMS.stream().anyMatch(name -> request.getParameter(name) != null));
    }

    /** Returns whether a request that is not a POST has a form in its body, which some servers would read. */
    private static boolean isFormOfOtherMethod(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                && (hasType(request, MediaType.APPLICATION_FORM_URLENCODED) || isUpload(request));
    }

    /**
     * Returns whether the body has a content coding. Open Liberty would decompress it, and a small body could become a
     * very large form.
     */
    private static boolean isEncoded(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .anyMatch(ContentCoding::isApplied);
    }

    /**
     * Returns whether the request has a form whose length is not declared. Every browser declares it; Open Liberty would
     * read such a form to its end, however long it is.
     */
    private static boolean isFormOfUnknownLength(HttpServletRequest request) {
        return request.getContentLengthLong() < 0 && hasType(request, MediaType.APPLICATION_FORM_URLENCODED);
    }

    /**
     * Returns whether the request is an upload, which is read completely before a page sees it. Uploads are
     * therefore only accepted where there is something to upload, and of users who may do so.
     */
    private static boolean isUpload(HttpServletRequest request) {
        return hasType(request, "multipart/");
    }

    private static boolean hasType(HttpServletRequest request, String start) {
        String type = request.getContentType();
        return type != null && type.strip().regionMatches(true, 0, start, 0, start.length());
    }
}
