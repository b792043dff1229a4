package io.latchkey.event;

import io.latchkey.rest.BodyLimit;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Rejects an event of more than 20 kB with 413, whether or not its length is declared. */
@Provider
@Singleton
@SmallBody
public class EventBodyLimit implements ContainerRequestFilter {

    /** The limit in bytes. */
    static final int MAX_BYTES = 20 * 1024;

    @Override
    public void filter(ContainerRequestContext request) {
        BodyLimit.limit(request, MAX_BYTES);
    }
}
