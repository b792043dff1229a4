package io.latchkey.boot;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What a developer may forget: a resource method that says nothing of who may call it, and a mistake in one that does. */
@ApplicationPath("/unannotated")
public class UnannotatedApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(ForgottenResource.class, FailingResource.class, SharedProviders.class);
    }

    /** Has no security annotation. */
    @Path("forgotten")
    public static class ForgottenResource {

        @GET
        public String read() {
            return "open";
        }
    }

    /** Fails as no code should. */
    @Path("failing")
    public static class FailingResource {

        /** In what it throws, and nowhere else. */
        static final String INSIDE = "the inside of the product";

        @GET
        @PermitAll
        public String read() {
            throw new IllegalStateException(INSIDE);
        }
    }
}
