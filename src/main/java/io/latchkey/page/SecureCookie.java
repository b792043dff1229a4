package io.latchkey.page;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the session's cookie travel by TLS alone where the product is reached by it. */
@WebListener
public class SecureCookie implements ServletContextListener {

    private final URI baseUrl;

    /** For the container, which makes the listener with its dependencies. */
    @Inject
    public SecureCookie(@ConfigProperty(name = "latchkey.base-url") URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().getSessionCookieConfig().setSecure("https".equals(baseUrl.getScheme()));
    }
}
