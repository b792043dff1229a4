package io.latchkey.page;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Restricts the session cookie to TLS if {@code latchkey.base-url} is an {@code https} address. */
@WebListener
public class SecureCookie implements ServletContextListener {

    private final URI baseUrl;

    /** Called by the container, which injects the dependencies. */
    @Inject
    public SecureCookie(@ConfigProperty(name = "latchkey.base-url") URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().getSessionCookieConfig().setSecure("https".equals(baseUrl.getScheme()));
    }
}
