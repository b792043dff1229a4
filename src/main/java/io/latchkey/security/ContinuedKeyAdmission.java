package io.latchkey.security;

import io.latchkey.caller.CallingKey;
import io.latchkey.caller.ContinuedAdmission;
import io.latchkey.key.PresentedKeys;
import io.latchkey.network.ClientAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/** Checks the key of a long response by the same rules as at its start. */
@Singleton
public class ContinuedKeyAdmission implements ContinuedAdmission {

    private final CallingKey caller;
    private final PresentedKeys keys;
    private final KeyAdmission admission;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public ContinuedKeyAdmission(
            CallingKey caller,
            PresentedKeys keys,
            KeyAdmission admission,
            ClientAddress clientAddress,
            HttpServletRequest request) {
        this.caller = caller;
        this.keys = keys;
        this.admission = admission;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    @Override
    public BooleanSupplier ofCaller(String role) {
        // Read now, because the check may have no request.
        long secretId = caller.get().secretId();
        String address = clientAddress.of(request);
        return () -> keys.findSecret(secretId)
                .filter(admission::isUsable)
                .filter(key -> key.isAllowedFrom(address))
                .filter(key -> key.accessRight().allRoles().contains(role))
                .isPresent();
    }
}
