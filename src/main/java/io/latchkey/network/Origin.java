package io.latchkey.network;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * Determines which site a request comes from according to the browser, by headers that a page's script cannot
 * set (Fetch Metadata; RFC 6454).
 */
public final class Origin {

    private static final String SITE = "Sec-Fetch-Site";

    private Origin() {}

    /**
     * Returns whether the request may change something as far as its origin is concerned: it only reads, or
     * comes from a page of the product, or from a client that does not send an origin. A browser does send
     * one, but it also attaches the credentials that it remembers of a user to requests made by pages of
     * other sites.
     */
    public static boolean allows(HttpServletRequest request) {
        return isSafe(request.getMethod()) || isOfOurs(request);
    }

    /**
     * Returns whether a page of another origin has caused the request, whatever its method. Browsers do not say
     * so by plain HTTP, nor if they are old.
     */
    public static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader(SITE);
        return site != null && (site.equals("cross-site") || site.equals("same-site"));
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean isOfOurs(HttpServletRequest request) {
        String site = request.getHeader(SITE);
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin == null || hasAuthority(origin, request.getHeader("Host"));
    }

    private static boolean hasAuthority(String origin, String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException opaque) {
            return false;
        }
    }
}
