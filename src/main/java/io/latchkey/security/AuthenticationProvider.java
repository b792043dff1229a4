package io.latchkey.security;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import javax.security.auth.callback.CallbackHandler;

/**
 * Tells the server how to authenticate the application's callers (Jakarta Authentication, section 2.1.2.2).
 * Payara and WildFly also call an {@code HttpAuthenticationMechanism} by a provider of this kind, but by one that
 * looks up the bean manager for each request, which costs many times what the look-up of a key does.
 */
record AuthenticationProvider(PathAuthentication authentication) implements AuthConfigProvider {

    /** Returns a new configuration each time: WildFly has a handler for each request, which knows its caller. */
    @Override
    public ServerAuthConfig getServerAuthConfig(String layer, String appContext, CallbackHandler container) {
        return new AuthenticationConfig(layer, appContext, new AuthenticationContext(authentication, container));
    }

    /** @throws AuthException always: the product authenticates callers, and is no client */
    @Override
    public ClientAuthConfig getClientAuthConfig(String layer, String appContext, CallbackHandler container)
            throws AuthException {
        throw new AuthException("Only servers are supported");
    }

    /** Does nothing, since nothing changes while the application is deployed. */
    @Override
    public void refresh() {}
}
