package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.RegistrationListener;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationRegistrationTest {

    private final Registrations registrations = new Registrations();
    private final AuthenticationRegistration registration = registration();

    @BeforeEach
    void setFactory() {
        AuthConfigFactory.setFactory(registrations);
    }

    @AfterEach
    void removeFactory() {
        AuthConfigFactory.setFactory(null);
    }

    @Test
    void theRootContextIsRegisteredUnderBothOfItsNames() {
        registration.contextInitialized(deployedAt(""));

        assertThat(registrations.providers)
                .containsOnlyKeys("HttpServlet|server ", "HttpServlet|server /")
                .allSatisfy((id, provider) -> assertThat(provider).isInstanceOf(AuthenticationProvider.class));
    }

    @Test
    void anotherContextIsRegisteredUnderItsPathOnly() {
        registration.contextInitialized(deployedAt("/latchkey"));

        assertThat(registrations.providers).containsOnlyKeys("HttpServlet|server /latchkey");
    }

    @Test
    void nothingIsLeftWhenTheApplicationIsUndeployed() {
        registration().contextInitialized(deployedAt("/other"));
        registration.contextInitialized(deployedAt(""));
        registration.contextDestroyed(deployedAt(""));

        assertThat(registrations.providers).containsOnlyKeys("HttpServlet|server /other");
    }

    @Test
    void aDeploymentThatEndsLateLeavesItsSuccessorRegistered() {
        registration.contextInitialized(deployedAt(""));
        registration().contextInitialized(deployedAt(""));
        registration.contextDestroyed(deployedAt(""));

        assertThat(registrations.providers).hasSize(2);
    }

    private static AuthenticationRegistration registration() {
        return new AuthenticationRegistration(new PathAuthentication(null, null, null, null, null));
    }

    private static ServletContextEvent deployedAt(String path) {
        return new ServletContextEvent((ServletContext) Proxy.newProxyInstance(
                AuthenticationRegistrationTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getVirtualServerName" -> "server";
                    case "getContextPath" -> path;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static final class Registrations extends AuthConfigFactory {

        private final Map<String, AuthConfigProvider> providers = new TreeMap<>();

        @Override
        public String registerConfigProvider(
                AuthConfigProvider provider, String layer, String appContext, String description) {
            String id = layer + "|" + appContext;
            providers.put(id, provider);
            return id;
        }

        @Override
        public boolean removeRegistration(String id) {
            return providers.remove(id) != null;
        }

        @Override
        public AuthConfigProvider getConfigProvider(String layer, String appContext, RegistrationListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String registerConfigProvider(
                String type, Map<String, String> properties, String layer, String appContext, String description) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String registerServerAuthModule(ServerAuthModule module, Object context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeServerAuthModule(Object context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] detachListener(RegistrationListener listener, String layer, String appContext) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] getRegistrationIDs(AuthConfigProvider provider) {
            return providers.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(provider))
                    .map(Map.Entry::getKey)
                    .toArray(String[]::new);
        }

        @Override
        public RegistrationContext getRegistrationContext(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void refresh() {
            throw new UnsupportedOperationException();
        }
    }
}
