package io.latchkey.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What a developer may forget: a resource method that says nothing of who may call it. */
@ApplicationPath("/unannotated")
public class UnannotatedApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(ForgottenResource.class, SharedProviders.class);
    }

    /** Has no security annotation. */
    @Path("forgotten")
    public static class ForgottenResource {

        @GET
        public String read() {
            return "open";
        }
    }
}
