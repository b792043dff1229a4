package io.latchkey.security;

import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Registers the product's authentication with the server while the application is deployed (Jakarta
 * Authentication, section 3). Without it the server refuses every request that the deployment descriptor
 * constrains.
 */
@WebListener
public class AuthenticationRegistration implements ServletContextListener {

    /** The message layer of the Servlet Container Profile (Jakarta Authentication, section 3.1). */
    private static final String LAYER = "HttpServlet";

    private final PathAuthentication authentication;
    private final Collection<String> registrations = new ConcurrentLinkedQueue<>();

    /** Called by the container, which injects the dependencies. */
    @Inject
    public AuthenticationRegistration(PathAuthentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        appContexts(event.getServletContext()).stream()
                .map(appContext -> factory.registerConfigProvider(
                        new AuthenticationProvider(authentication), LAYER, appContext, "Latchkey"))
                .forEach(registrations::add);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        registrations.forEach(AuthConfigFactory.getFactory()::removeRegistration);
    }

    /**
     * Returns the identifiers under which a server may look for the application's provider (Jakarta
     * Authentication, section 3.2): Open Liberty names the path of the root context "/", and not as the
     * servlets know it.
     */
    private static Set<String> appContexts(ServletContext context) {
        String server = context.getVirtualServerName() + " ";
        String path = context.getContextPath();
        return path.isEmpty() ? Set.of(server, server + "/") : Set.of(server + path);
    }
}
