package io.latchkey.verify;

import io.latchkey.key.PresentedKey;
import java.util.Optional;

/**
 * What is asked about a key.
 *
 * @param organisationId whose keys alone count
 * @param rights those of which the service takes any
 * @param request the request that the key came with; none when it is only asked whether the key is good
 * @param tellsRequest whether one who asks always says the request: a custom right is good for none that was lost on the way
 * @param address where that request came from, if that is known
 */
record Question(
        long organisationId,
        NamedRights rights,
        Optional<ServiceRequest> request,
        boolean tellsRequest,
        Optional<String> address) {

    /** The question of a proxy about a request that it has. */
    static Question ofProxy(
            long organisationId, NamedRights rights, Optional<ServiceRequest> request, Optional<String> address) {
        return new Question(organisationId, rights, request, true, address);
    }

    /** The question of a service, which may want to know of the key alone. */
    static Question ofService(
            long organisationId, NamedRights rights, Optional<ServiceRequest> request, Optional<String> address) {
        return new Question(organisationId, rights, request, false, address);
    }

    /**
     * Whether the right of the key is enough. One that is named is; a custom one must also cover the request. Where no
     * right is named, a custom one says by itself which requests it is for; a built-in one says nothing of other services.
     */
    boolean isAnsweredBy(PresentedKey key) {
        if (!rights.isEmpty() && !rights.contains(key.rightName())) {
            return false;
        }
        if (request.isEmpty()) {
            return !key.isCustom() || !tellsRequest;
        }
        return key.isCustom() ? request.get().isCoveredBy(key) : !rights.isEmpty();
    }

    boolean isFromWhereItMay(PresentedKey key) {
        return key.letsInEveryone() || address.filter(key::letsIn).isPresent();
    }
}
