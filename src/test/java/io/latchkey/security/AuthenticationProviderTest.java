package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.Stub;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.Test;

class AuthenticationProviderTest {

    private static final String LAYER = "HttpServlet";
    private static final String APP_CONTEXT = "server ";

    private final List<RequestCaller> callers = new ArrayList<>();
    private final AuthenticationProvider provider =
            new AuthenticationProvider(new PathAuthentication(null, null, null, null, null) {
                @Override
                AuthStatus authenticate(
                        HttpServletRequest request, HttpServletResponse response, RequestCaller caller) {
                    callers.add(caller);
                    return AuthStatus.SEND_FAILURE;
                }
            });
    private final MessageInfo message = message(object(HttpServletRequest.class), object(HttpServletResponse.class));

    @Test
    void eachRequestIsDecidedByTheAuthenticationForTheHandlerThatItCameWith() throws AuthException {
        CallbackHandler ours = callbacks -> {};
        CallbackHandler theirs = callbacks -> {};
        ServerAuthContext one = context(provider.getServerAuthConfig(LAYER, APP_CONTEXT, ours));
        ServerAuthContext other = context(provider.getServerAuthConfig(LAYER, APP_CONTEXT, theirs));
        Subject client = new Subject();

        assertThat(one.validateRequest(message, client, null)).isEqualTo(AuthStatus.SEND_FAILURE);
        assertThat(other.validateRequest(message, client, null)).isEqualTo(AuthStatus.SEND_FAILURE);
        assertThat(callers)
                .satisfiesExactly(
                        caller -> assertThat(caller.container()).isSameAs(ours),
                        caller -> assertThat(caller.container()).isSameAs(theirs));
        assertThat(callers).allSatisfy(caller -> assertThat(caller.subject()).isSameAs(client));
    }

    @Test
    void everyRequestHasAContextWhateverThePolicyOfTheServer() throws AuthException {
        ServerAuthConfig config = provider.getServerAuthConfig(LAYER, APP_CONTEXT, callbacks -> {});

        assertThat(config.getMessageLayer()).isEqualTo(LAYER);
        assertThat(config.getAppContext()).isEqualTo(APP_CONTEXT);
        assertThat(config.getAuthContextID(message)).isNotNull();
        assertThat(config.getAuthContext("any", null, null)).isNotNull();
        assertThat(config.isProtected()).isTrue();
    }

    @Test
    void theContainersSubjectIsLeftAlone() throws AuthException {
        Subject client = new Subject();
        client.getPrincipals().add(() -> "caller");
        client.setReadOnly();

        context(provider.getServerAuthConfig(LAYER, APP_CONTEXT, callbacks -> {}))
                .cleanSubject(message, client);

        assertThat(client.getPrincipals()).hasSize(1);
    }

    @Test
    void noClientIsAuthenticated() {
        assertThatThrownBy(() -> provider.getClientAuthConfig(LAYER, APP_CONTEXT, callbacks -> {}))
                .isInstanceOf(AuthException.class);
    }

    private ServerAuthContext context(ServerAuthConfig config) throws AuthException {
        return config.getAuthContext(config.getAuthContextID(message), null, Map.of());
    }

    private static <T> T object(Class<T> type) {
        return Stub.of(type, (method, arguments) -> null);
    }

    private static MessageInfo message(Object request, Object response) {
        return Stub.of(MessageInfo.class, (method, arguments) -> switch (method) {
            case "getRequestMessage" -> request;
            case "getResponseMessage" -> response;
            default -> throw new UnsupportedOperationException(method);
        });
    }
}
