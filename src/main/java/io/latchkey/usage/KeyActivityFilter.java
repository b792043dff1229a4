package io.latchkey.usage;

import io.latchkey.caller.CallingKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

    @Inject
    public KeyActivityFilter(KeyActivity activity, KeyUses uses) {
        this.activity = activity;
        this.uses = uses;
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        CallingKey.requestOf(context)
                .ifPresent(made -> activity.record(made.key().keyId(), uses.of(made.request(), response.getStatus())));
    }
}
