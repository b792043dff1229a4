package io.latchkey.request;

import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Clears the current request when the server has finished it, whoever answered it, since its thread is
 * reused.
 */
@WebListener
public class RequestEnd implements ServletRequestListener {

    private final CurrentRequest current;

    /** Called by the container, which injects the dependencies. */
    @Inject
    public RequestEnd(CurrentRequest current) {
        this.current = current;
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        current.end();
    }
}
