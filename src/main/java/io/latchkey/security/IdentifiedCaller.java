package io.latchkey.security;

import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.util.Optional;
import java.util.Set;

/**
 * A caller whose credential is valid. Unlike a {@link CredentialValidationResult}, it does not copy the groups.
 *
 * @param principal who it is
 * @param groups the names of its roles
 */
record IdentifiedCaller(CallerPrincipal principal, Set<String> groups) {

    /** Returns the caller of the result, if that is valid. */
    static Optional<IdentifiedCaller> of(CredentialValidationResult result) {
        return result.getStatus() == CredentialValidationResult.Status.VALID
                ? Optional.of(new IdentifiedCaller(result.getCallerPrincipal(), result.getCallerGroups()))
                : Optional.empty();
    }
}
