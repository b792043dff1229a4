package io.latchkey.security;

import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.PresentedKeys;
import io.latchkey.request.CurrentRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.security.auth.Subject;

/** What the server calls for each request, for a server that does nothing itself. In the package of what it builds. */
public final class OneCaller {

    private final PathAuthentication authentication;
    private final RequestCaller caller = new RequestCaller(new Subject(), callbacks -> {});

    /** Authenticates by keys that are known to a node: nothing else is asked about them. */
    public OneCaller(PresentedKeys keys, KeyAdmission admission) {
        KeyGuard guard = new KeyGuard(keys, null, null, new KeyDecisions(), null, null, null);
        BasicAuthentication basic =
                new BasicAuthentication(null, new ApiKeyIdentityStore(guard, admission), null);
        authentication = new PathAuthentication(new CurrentRequest(), null, new BodyFraming(null), basic, null);
    }

    /** Authenticates the caller of a request with a known key. */
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return authentication.authenticate(request, response, caller);
    }
}
