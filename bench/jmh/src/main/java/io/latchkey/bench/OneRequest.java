package io.latchkey.bench;

import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request with a key, and its response, of a server that allocates next to nothing for what is asked of them. */
final class OneRequest extends HttpServletRequestWrapper {

    private final List<String> authorization;
    private final Map<String, Object> attributes = new HashMap<>();

    OneRequest(String authorization) {
        super(nothing(HttpServletRequest.class));
        this.authorization = List.of(authorization);
    }

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                OneRequest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    /** Forgets what has been noted about it, as if it were the next one. */
    OneRequest next() {
        attributes.replaceAll((name, value) -> null);
        return this;
    }

    static HttpServletResponse response() {
        return new HttpServletResponseWrapper(nothing(HttpServletResponse.class)) {
            @Override
            public void setHeader(String name, String value) {}

            @Override
            public int getStatus() {
                return SC_OK;
            }
        };
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public String getHeader(String name) {
        return name.equals("Authorization") ? authorization.get(0) : name.equals("User-Agent") ? "bench/1" : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equals("Authorization") ? Collections.enumeration(authorization) : Collections.emptyEnumeration();
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getServletPath() {
        return "/api";
    }

    @Override
    public String getPathInfo() {
        return "/v1/version";
    }

    @Override
    public String getRequestURI() {
        return "/api/v1/version";
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.1";
    }

    @Override
    public ServletConnection getServletConnection() {
        return null;
    }
}
