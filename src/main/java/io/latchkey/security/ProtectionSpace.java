package io.latchkey.security;

import io.latchkey.keytoken.KeyToken;
import io.latchkey.token.EventToken;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The protection spaces (RFC 7617, section 2.2): which credential opens which part of the application. */
enum ProtectionSpace {
    /**
     * The guarded API: the password is an API key, the user name is anything. A bearer token is a credential only for
     * sending an event, and for any other request no more than a header of an unknown scheme.
     */
    API("/api", "Latchkey API") {
        @Override
        Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request) {
            if (presented instanceof BasicCredentials basic) {
                return Optional.of(new ApiKeyCredential(new KeyToken(basic.password())));
            }
            if (presented instanceof BearerToken bearer && sendsEvent(request)) {
                return Optional.of(new EventTokenCredential(new EventToken(bearer.value())));
            }
            return Optional.empty();
        }
    },
    /** The management of an organisation's keys: a user's name and password. */
    MANAGEMENT("/manage", "Latchkey management") {
        @Override
        Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request) {
            return user(presented);
        }
    },
    /** The pages on which users read and set what is their organisation's; open to the same credentials. */
    SETTINGS("/settings", "Latchkey management") {
        @Override
        Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request) {
            return user(presented);
        }
    },
    /**
     * Questions about a key that is in the body: a user's name and password, or an API key. The other requests to the path
     * are about the key that they present, which is no caller here.
     */
    VERIFICATION("/verify", "Latchkey verification") {
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

    private static final Pattern EVENT = Pattern.compile("/v[123]/event/?");

    private final String servletPath;
    private final String realm;

    ProtectionSpace(String servletPath, String realm) {
        this.servletPath = servletPath;
        this.realm = realm;
    }

    /** The space that the container's own mapping of the request lies in, so that no spelling of a path gets around it. */
    static Optional<ProtectionSpace> of(HttpServletRequest request) {
        String path = mapped(request) + "/";
        return Arrays.stream(values())
                .filter(space -> path.startsWith(space.servletPath + "/") && space.holds(request))
                .findFirst();
    }

    /** Where no servlet is, some servers say the whole path to be what is behind the one that has all (Servlet, section 3.6). */
    private static String mapped(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.isEmpty() && request.getPathInfo() != null ? request.getPathInfo() : path;
    }

    /** Whether the space has all requests to its paths, or which. */
    boolean holds(HttpServletRequest request) {
        return true;
    }

    private static Optional<Credential> user(AuthorizationHeader presented) {
        if (presented instanceof BasicCredentials basic) {
            return Optional.of(new UsernamePasswordCredential(basic.userName(), new Password(basic.password())));
        }
        return Optional.empty();
    }

    /** What a caller without a good credential is asked for (RFC 7617, sections 2 and 2.1). */
    String challenge() {
        return "Basic realm=\"" + realm + "\", charset=\"UTF-8\"";
    }

    /** The credential that the header is in this space, if it is one for the request. */
    abstract Optional<Credential> credential(AuthorizationHeader presented, HttpServletRequest request);

    private static boolean sendsEvent(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && request.getPathInfo() != null
                && EVENT.matcher(request.getPathInfo()).matches();
    }
}
