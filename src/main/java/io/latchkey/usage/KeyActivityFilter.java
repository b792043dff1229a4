package io.latchkey.usage;

import io.latchkey.caller.CallingKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Records each request that a key makes in the key's activity, with the status of the response. */
@Provider
@Singleton
public class KeyActivityFilter implements ContainerResponseFilter {

    private final KeyActivity activity;
    private final KeyUses uses;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public KeyActivityFilter(KeyActivity activity, KeyUses uses, HttpServletRequest request) {
        this.activity = activity;
        this.uses = uses;
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        CallingKey.of(context).ifPresent(key -> activity.record(key.keyId(), uses.of(request, response.getStatus())));
    }
}
