package io.latchkey.boot;

import io.latchkey.key.ApiRole;
import io.latchkey.limit.RateLimitFilter;
import io.latchkey.organisation.AccountRole;
import io.latchkey.usage.KeyActivityFilter;
import io.latchkey.verify.VerificationPaths;
import io.latchkey.verify.VerificationResource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** The questions of other services about the keys that they are sent. */
@ApplicationPath("/verify")
@DeclareRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE, ApiRole.EVERYTHING})
public class VerifyApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(Set.of(
                KeyActivityFilter.class, RateLimitFilter.class, VerificationPaths.class, VerificationResource.class));
        classes.addAll(SharedProviders.CLASSES);
        return classes;
    }
}
