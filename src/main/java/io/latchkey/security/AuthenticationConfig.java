package io.latchkey.security;

import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import javax.security.auth.Subject;

/**
 * Hands out the same context for every request: which requests need a caller is decided by their protection
 * space and not by the server's policies.
 *
 * @param messageLayer the message layer, always that of the Servlet Container Profile
 * @param appContext the identifier of the application
 * @param context the context for every request
 */
record AuthenticationConfig(String messageLayer, String appContext, ServerAuthContext context)
        implements ServerAuthConfig {

    @Override
    public String getMessageLayer() {
        return messageLayer;
    }

    @Override
    public String getAppContext() {
        return appContext;
    }

    @Override
    public String getAuthContextID(MessageInfo message) {
        return appContext;
    }

    @Override
    public ServerAuthContext getAuthContext(String id, Subject service, @SuppressWarnings("rawtypes") Map properties) {
        return context;
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    /** Does nothing, since nothing changes while the application is deployed. */
    @Override
    public void refresh() {}
}
