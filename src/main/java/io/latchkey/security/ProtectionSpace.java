package io.latchkey.security;

import io.latchkey.request.ServletPaths;
import io.latchkey.token.EventToken;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * The protection spaces (RFC 7617, section 2.2), each of which accepts its own kind of credential for a part
 * of the application.
 */
enum ProtectionSpace {
    /**
     * The guarded API: the password is an API key, and the user name is ignored. A bearer token is a
     * credential only for sending events, one or many, and deleting them; for any other request it is treated as
     * an unknown scheme.
     */
    API(ServletPaths.API, "Latchkey API", "Send an API key as the password of HTTP Basic, with any user name.") {
        @Override
        Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request) {
            if (presented instanceof BasicCredentials basic) {
                return Optional.of(new ApiKeyCredential(basic.key()));
            }
            if (presented instanceof BearerToken bearer && isAboutEvents(request)) {
                return Optional.of(new EventTokenCredential(new EventToken(bearer.value())));
            }
            return Optional.empty();
        }
    },
    /** The management API for an organisation's keys: a user's name and password. */
    MANAGEMENT(ServletPaths.MANAGE, "Latchkey management", ProtectionSpace.USER) {
        @Override
        Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request) {
            return user(presented);
        }
    },
    /** The pages on which users view and change their organisation's settings; takes the same credentials. */
    SETTINGS(ServletPaths.SETTINGS, "Latchkey management", ProtectionSpace.USER) {
        @Override
        Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request) {
            return user(presented);
        }
    },
    /**
     * Questions about a key in the body: a user's name and password, or an API key. Other requests to the
     * path are about the key that they present, which is not a caller here.
     */
    VERIFICATION(
            ServletPaths.VERIFY,
            "Latchkey verification",
            "Send the name and password of a user by HTTP Basic, or an API key as the password.") {
        @Override
        boolean holds(HttpServletRequest request) {
            return request.getMethod().equals("POST") && request.getPathInfo() == null;
        }

        @Override
        Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request) {
            return presented instanceof BasicCredentials basic
                    ? Optional.of(new AskerCredential(basic))
                    : Optional.empty();
        }
    };

    private static final String USER = "Send the name and password of a user by HTTP Basic.";

    private static final List<ProtectionSpace> ALL = List.of(values());

    private final String servletPath;
    private final String folder;
    private final String realm;
    private final String expected;

    ProtectionSpace(String servletPath, String realm, String expected) {
        this.servletPath = servletPath;
        this.folder = servletPath + "/";
        this.realm = realm;
        this.expected = expected;
    }

    /**
     * Returns the space of the request according to the container's own mapping, so that no spelling of a
     * path can bypass it. A loop instead of a stream, to avoid allocations on every request.
     */
    static Optional<ProtectionSpace> of(HttpServletRequest request) {
        String path = mapped(request);
        for (ProtectionSpace space : ALL) {
            if ((path.equals(space.servletPath) || path.startsWith(space.folder)) && space.holds(request)) {
                return Optional.of(space);
            }
        }
        return Optional.empty();
    }

    /**
     * For a path without a servlet, some servers report the whole path as the default servlet's path info
     * (Servlet, section 3.6).
     */
    private static String mapped(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.isEmpty() && request.getPathInfo() != null ? request.getPathInfo() : path;
    }

    /** Returns whether a request to one of the space's paths belongs to it. */
    boolean holds(HttpServletRequest request) {
        return true;
    }

    private static Optional<Credential> user(AuthorizationHeader presented) {
        if (presented instanceof BasicCredentials basic) {
            return Optional.of(new UsernamePasswordCredential(basic.userName(), new Password(basic.password())));
        }
        return Optional.empty();
    }

    /** Returns the challenge to a caller without valid credentials ({@link BasicChallenge}). */
    String challenge() {
        return new BasicChallenge(realm).header();
    }

    /** Returns what callers have to send, as a sentence for them. */
    String expected() {
        return expected;
    }

    /** Returns the header's credential in this space, if it is acceptable for the request. */
    abstract Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request);

    private static boolean isAboutEvents(HttpServletRequest request) {
        return request.getPathInfo() != null && EventTokenScope.covers(request.getMethod(), request.getPathInfo());
    }
}
