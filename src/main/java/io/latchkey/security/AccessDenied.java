package io.latchkey.security;

import io.latchkey.organisation.AccountRole;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.right.AccessRight;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Thrown when an authenticated caller has none of the roles that the method requires. Names the rights or
 * roles that would permit the call.
 */
public class AccessDenied extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** Creates the refusal of a caller who has none of the roles, of which there must be at least one. */
    public AccessDenied(Set<String> roles) {
        super(problem(roles));
    }

    private static Problem problem(Set<String> roles) {
        List<AccessRight> rights = AccessRight.withAnyOf(roles);
        if (!rights.isEmpty()) {
            return Problem.of(
                    ProblemType.ACCESS_RIGHT_NEEDED,
                    rights.stream()
                            .map(AccessRight::nameWithLabel)
                            .collect(Collectors.joining(", ", "The method needs an API key with one of: ", ".")));
        }
        String names = Arrays.stream(AccountRole.values())
                .map(AccountRole::roleName)
                .filter(roles::contains)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            return Problem.of(ProblemType.ROLE_NEEDED, "The method needs a user with one of the roles: " + names + ".");
        }
        return Problem.ofStatus(403, "The method is not available to anyone.");
    }
}
