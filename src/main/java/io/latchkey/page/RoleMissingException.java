package io.latchkey.page;

/**
 * Thrown when a user requests something that their role does not permit. No page offers it, so the request
 * was forged or the role has changed. It is thrown before the method protected by {@link UserRoles} begins, or
 * if the method itself refuses the user, for example because the role has changed since, so nothing has been
 * done.
 */
public class RoleMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RoleMissingException(String action) {
        super("The user's role does not allow: " + action);
    }
}
