package io.latchkey.testing;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;

/** What a container hands the product, as far as a test needs it. */
public final class Stub {

    private Stub() {}

    /** What a stand-in answers. */
    @FunctionalInterface
    public interface Answers {

        /** The answer of the method with this name to these arguments. */
        Object to(String method, Object[] arguments);
    }

    /** Stands in for a request. */
    public static HttpServletRequest request(Answers answers) {
        return of(HttpServletRequest.class, answers);
    }

    /** Stands in for what has the type, an interface. */
    public static <T> T of(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
