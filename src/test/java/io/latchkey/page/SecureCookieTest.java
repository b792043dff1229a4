package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.SessionCookieConfig;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecureCookieTest {

    private static List<Object> secure(String baseUrl) {
        List<Object> set = new ArrayList<>();
        SessionCookieConfig cookie = (SessionCookieConfig) Proxy.newProxyInstance(
                SecureCookieTest.class.getClassLoader(),
                new Class<?>[] {SessionCookieConfig.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("setSecure");
                    set.add(arguments[0]);
                    return null;
                });
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                SecureCookieTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> cookie);
        new SecureCookie(URI.create(baseUrl)).contextInitialized(new ServletContextEvent(context));
        return set;
    }

    @Test
    void theSessionsCookieTravelsByTlsAloneWhereThereIsTls() {
        assertThat(secure("https://keys.example.com")).containsExactly(true);
        assertThat(secure("http://localhost:8080")).containsExactly(false);
    }
}
