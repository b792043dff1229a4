package io.latchkey.security;

import io.latchkey.caller.CallingKey;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.enterprise.credential.AbstractClearableCredential;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;

/**
 * HTTP Basic (RFC 7617) for every protection space, and bearer tokens (RFC 6750) where the space supports
 * them. This class only converts the header into the space's credential and delegates it to the identity
 * stores.
 */
@Singleton
public class BasicAuthentication {

    private static final Logger LOG = System.getLogger(BasicAuthentication.class.getName());

    private final IdentityStoreHandler identityStores;
    private final ApiKeyIdentityStore keys;
    private final ProblemResponses responses;

    @Inject
    public BasicAuthentication(
            IdentityStoreHandler identityStores, ApiKeyIdentityStore keys, ProblemResponses responses) {
        this.identityStores = identityStores;
        this.keys = keys;
        this.responses = responses;
    }

    /** Authenticates the caller by the header, or sends an error response. */
    AuthStatus authenticate(
            ProtectionSpace space, HttpServletRequest request, HttpServletResponse response, RequestCaller caller)
            throws IOException {
        Optional<Credential> credential =
                AuthorizationHeader.of(request).flatMap(presented -> space.credential(presented, request));
        if (credential.isEmpty()) {
            return refuse(new Unauthenticated(space), response);
        }
        Optional<IdentifiedCaller> identified;
        try {
            identified = identify(credential.get());
        } catch (ProblemException refused) {
            return refuse(refused, response);
        } catch (RuntimeException e) {
            return undecided(e, response);
        } finally {
            if (credential.get() instanceof AbstractClearableCredential decidedOn) {
                decidedOn.clear();
            }
        }
        if (identified.isEmpty()) {
            return refuse(new Unauthenticated(space), response);
        }
        AuthStatus status = caller.setCaller(identified.get());
        CallingKey.note(identified.get().principal(), request);
        new CallerGroups(identified.get().groups()).note(request);
        return status;
    }

    /** Asks the handler, except about an API key, on which no other store decides: it would copy the roles twice. */
    private Optional<IdentifiedCaller> identify(Credential credential) {
        return credential instanceof ApiKeyCredential key
                ? keys.identify(key)
                : IdentifiedCaller.of(identityStores.validate(credential));
    }

    /**
     * No store could decide on the credential. The answer must not be a 401, on which a client would discard
     * a valid key.
     */
    private AuthStatus undecided(RuntimeException error, HttpServletResponse response) throws IOException {
        Problem failure = ProblemResponses.failure(error, LOG, "A request could not be authenticated");
        return refuse(new ProblemException(failure), response);
    }

    private AuthStatus refuse(ProblemException refused, HttpServletResponse response) throws IOException {
        responses.send(refused, response);
        return AuthStatus.SEND_FAILURE;
    }
}
