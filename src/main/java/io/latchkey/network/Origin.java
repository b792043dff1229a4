package io.latchkey.network;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** What site a browser says that a request comes from, as no script of a page can (Fetch Metadata; RFC 6454). */
public final class Origin {

    private Origin() {}

    /**
     * Whether the request may change something as far as that goes: it reads, or comes from a page of ours, or from a client
     * that says nothing of sites. A browser says it, and lends what it remembers of a user to the pages of others.
     */
    public static boolean allows(HttpServletRequest request) {
        return isSafe(request.getMethod()) || isOfOurs(request);
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean isOfOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
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
