package io.latchkey.verify;

import io.latchkey.key.PresentedKey;
import java.util.Optional;

/**
 * A question about a key.
 *
 * @param organisationId the only organisation whose keys are accepted
 * @param rights the rights of which the service accepts any
 * @param request the request that the key came with; empty if the question is only about the key
 * @param expectsRequest whether the asker always sends the request: a custom right then permits none that was
 *     lost on the way
 * @param address the address from which that request came, if known
 */
record Question(
        long organisationId,
        NamedRights rights,
        Optional<ServiceRequest> request,
        boolean expectsRequest,
        Optional<String> address) {

    /** Creates a proxy's question about a request. */
    static Question ofProxy(
            long organisationId, NamedRights rights, Optional<ServiceRequest> request, Optional<String> address) {
        return new Question(organisationId, rights, request, true, address);
    }

    /** Creates a service's question, which may be about the key alone. */
    static Question ofService(
            long organisationId, NamedRights rights, Optional<ServiceRequest> request, Optional<String> address) {
        return new Question(organisationId, rights, request, false, address);
    }

    /**
     * Returns whether the key's right is sufficient. If rights are named, it must be one of them; a custom
     * right must also cover the request. If none is named, a custom right itself determines which requests it
     * permits, whereas a built-in one permits none at other services.
     */
    boolean isPermittedBy(PresentedKey key) {
        if (!rights.isEmpty() && !rights.contains(key.rightName())) {
            return false;
        }
        if (request.isEmpty()) {
            return !key.isCustom() || !expectsRequest;
        }
        return key.isCustom() ? request.get().isCoveredBy(key) : !rights.isEmpty();
    }

    boolean isFromAllowedAddress(PresentedKey key) {
        return key.isAllowedFromAnywhere() || address.filter(key::isAllowedFrom).isPresent();
    }
}
