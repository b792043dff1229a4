package io.latchkey.verify;

import io.latchkey.problem.ProblemException;
import io.latchkey.request.ServletPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy's question about the key in the {@code Authorization} header. It is read from the URI as it was
 * sent, because the server normalises the path that it passes on, and a part of it may come from the client.
 *
 * @param organisation the only organisation whose keys are accepted, if the proxy names one
 * @param rights the rights of which the service accepts any
 * @param request the request to the service, if the proxy sends it
 */
record ProxyQuestion(Optional<Long> organisation, NamedRights rights, Optional<ServiceRequest> request) {

    /** The path at which the proxy sends the request in headers. */
    static final String PLAIN = ServletPaths.VERIFY;

    private static final List<String> METHOD_HEADERS = List.of("X-Original-Method", "X-Forwarded-Method");
    private static final List<String> URI_HEADERS = List.of("X-Original-URI", "X-Forwarded-Uri");

    /**
     * The path to which the proxy appends the request's path, keeping its method; the part written by the
     * client comes last.
     */
    private static final Pattern APPENDED =
            Pattern.compile(PLAIN + "(?:/organisation/([0-9]{1,18}))?(?:/right/([A-Za-z0-9_,-]{1,2000}))?/http(/.*)");

    private static final String ORGANISATION = "organisation";
    private static final String RIGHT = "right";

    private static final Pattern PARAMETER =
            Pattern.compile("(" + ORGANISATION + "|" + RIGHT + ")=([A-Za-z0-9_,-]{1,2000})");

    /** Percent-encoded, with digits in either case (RFC 3986, section 2.1). */
    private static final Pattern COMMA = Pattern.compile("%2C", Pattern.CASE_INSENSITIVE);

    /** Returns whether the path is one to which a proxy appends the path of its request. */
    static boolean isAppended(HttpServletRequest request) {
        return APPENDED.matcher(path(request)).matches();
    }

    /** Returns the path as it was sent, below the application's context path. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Returns whether the headers describe another request. */
    static boolean describesAnother(HttpServletRequest request) {
        return !values(request, METHOD_HEADERS).isEmpty()
                || !values(request, URI_HEADERS).isEmpty();
    }

    /**
     * Parses the question.
     *
     * @throws ProblemException 400, if the path or query is unknown, or the headers contradict each other
     */
    static ProxyQuestion of(HttpServletRequest request) {
        Matcher appended = APPENDED.matcher(path(request));
        return appended.matches() ? appended(appended, request) : plain(request);
    }

    /** Parses the question whose path ends in that of the request; the query belongs to the client's request. */
    private static ProxyQuestion appended(Matcher path, HttpServletRequest request) {
        return new ProxyQuestion(
                Optional.ofNullable(path.group(1)).map(Long::valueOf),
                NamedRights.parse(Optional.ofNullable(path.group(2))),
                Optional.of(new ServiceRequest(request.getMethod(), path.group(3))));
    }

    /** Parses the question in the query, about the request in the headers. */
    private static ProxyQuestion plain(HttpServletRequest request) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        Map<String, String> parameters = parameters(query);
        Optional<ServiceRequest> described = described(request);
        if (described
                .filter(service -> !query.isEmpty() && service.uri().endsWith("?" + query))
                .isPresent()) {
            throw ProblemException.invalid(
                    "", "must not have the query of the original request: the proxy has appended it");
        }
        return new ProxyQuestion(
                Optional.ofNullable(parameters.get(ORGANISATION)).map(ProxyQuestion::id),
                NamedRights.parse(Optional.ofNullable(parameters.get(RIGHT))),
                described);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        String decoded = COMMA.matcher(query).replaceAll(",");
        for (String parameter : decoded.isEmpty() ? new String[0] : decoded.split("&", -1)) {
            Matcher known = PARAMETER.matcher(parameter);
            if (!known.matches()) {
                throw ProblemException.invalid("", "must have no parameters other than organisation and right");
            }
            if (parameters.put(known.group(1), known.group(2)) != null) {
                throw ProblemException.invalid(known.group(1), "must be given once; separate rights with commas");
            }
        }
        return parameters;
    }

    private static long id(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw ProblemException.invalid(ORGANISATION, "must be the organisation's number");
        }
        return Long.parseLong(text);
    }

    private static Optional<ServiceRequest> described(HttpServletRequest request) {
        Set<String> methods = values(request, METHOD_HEADERS);
        Set<String> uris = values(request, URI_HEADERS);
        if (methods.size() > 1) {
            throw ProblemException.invalid(String.join(", ", METHOD_HEADERS), "must not name different methods");
        }
        if (uris.size() > 1) {
            throw ProblemException.invalid(String.join(", ", URI_HEADERS), "must not name different requests");
        }
        if (methods.size() != uris.size()) {
            throw ProblemException.invalid(
                    String.join(", ", methods.isEmpty() ? METHOD_HEADERS : URI_HEADERS),
                    "is required: a request needs both a method and an address");
        }
        return methods.stream()
                .findFirst()
                .map(method -> new ServiceRequest(method, uris.iterator().next()));
    }

    private static Set<String> values(HttpServletRequest request, List<String> headers) {
        Set<String> values = new LinkedHashSet<>();
        headers.forEach(header -> values.addAll(Collections.list(request.getHeaders(header))));
        return values;
    }
}
