package io.latchkey.security;

import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Set;

/**
 * Registers the product's authentication with the server while the application is deployed (Jakarta
 * Authentication, section 3). Without it the server refuses every request that the deployment descriptor
 * constrains.
 */
@WebListener
public class AuthenticationRegistration implements ServletContextListener {

    /** The message layer of the Servlet Container Profile (Jakarta Authentication, section 3.1). */
    private static final String LAYER = "HttpServlet";

    private final AuthenticationProvider provider;

    /** Called by the container, which injects the dependencies. */
    @Inject
    public AuthenticationRegistration(PathAuthentication authentication) {
        this.provider = new AuthenticationProvider(authentication);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        for (String appContext : appContexts(event.getServletContext())) {
            factory.registerConfigProvider(provider, LAYER, appContext, "Latchkey");
        }
    }

    /** Removes only what is still registered for this deployment, and not for one that has taken its place. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        for (String registration : factory.getRegistrationIDs(provider)) {
            factory.removeRegistration(registration);
        }
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
