package io.latchkey.bench.platform;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Puts {@link AnyCallerModule} in the place of {@link AnyCaller}, unless the WAR is deployed to show what that costs. */
@WebListener
public class AnyCallerRegistration implements ServletContextListener {

    private static final String JAKARTA_SECURITY = "/platform-security";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (!event.getServletContext().getContextPath().equals(JAKARTA_SECURITY)) {
            AuthConfigFactory.getFactory().registerServerAuthModule(new AnyCallerModule(), event.getServletContext());
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
    }
}
