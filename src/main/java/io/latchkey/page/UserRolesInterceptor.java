package io.latchkey.page;

import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.security.enterprise.SecurityContext;
import java.util.Arrays;

/** Enforces {@link UserRoles}. */
@UserRoles
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class UserRolesInterceptor {

    @Inject
    private SecurityContext security;

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        UserRoles onMethod = call.getMethod().getAnnotation(UserRoles.class);
        UserRoles roles = onMethod != null
                ? onMethod
                : call.getMethod().getDeclaringClass().getAnnotation(UserRoles.class);
        if (Arrays.stream(roles.value()).noneMatch(security::isCallerInRole)) {
            throw new RoleMissingException(call.getMethod().getName());
        }
        try {
            return call.proceed();
        } catch (ProblemException refused) {
            // The role was lost while the call waited, or the method itself refuses the user.
            if (refused.problem().type().equals(ProblemType.ROLE_NEEDED.uri())) {
                throw new RoleMissingException(call.getMethod().getName());
            }
            throw refused;
        }
    }
}
