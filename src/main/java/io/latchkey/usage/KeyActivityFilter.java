package io.latchkey.usage;

import io.latchkey.caller.CallingKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Remembers each request that a key makes as what it did, with the answer's status. */
@Provider
@Singleton
public class KeyActivityFilter implements ContainerResponseFilter {

    private final KeyActivity activity;
    private final KeyUses uses;
    private final CallingKey caller;
    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    public KeyActivityFilter(KeyActivity activity, KeyUses uses, CallingKey caller, HttpServletRequest request) {
        this.activity = activity;
        this.uses = uses;
        this.caller = caller;
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        caller.find().ifPresent(key -> activity.record(key.keyId(), uses.of(request, response.getStatus())));
    }
}
