package io.latchkey.boot;

import io.latchkey.organisation.AccountRole;
import io.latchkey.request.ServletPaths;
import io.latchkey.right.ApiRole;
import io.latchkey.verify.ProxyVerificationResource;
import io.latchkey.verify.ServiceVerificationResource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;

/** The verification API, which other services ask about the keys that they are sent. */
@ApplicationPath(ServletPaths.VERIFY)
@DeclareRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE, ApiRole.EVERYTHING})
public class VerifyApplication extends BeanApplication {

    /** For the container. */
    public VerifyApplication() {
        super(
                Set.of(ProxyVerificationResource.class, ServiceVerificationResource.class),
                Set.of(KeyProviders.class, SharedProviders.class, VerifyProviders.class));
    }
}
