package io.latchkey.request;

import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;

/** Forgets the request when the server is through with it, whoever answered it: its thread goes on with another. */
@WebListener
public class RequestEnd implements ServletRequestListener {

    private final CurrentRequest current;

    /** For the container, which makes the listener with its dependencies. */
    @Inject
    public RequestEnd(CurrentRequest current) {
        this.current = current;
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        current.end();
    }
}
