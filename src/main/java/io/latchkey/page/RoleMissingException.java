package io.latchkey.page;

/**
 * A user asked for what their role does not cover; no page offers it, so the request was forged or the role changed. Thrown
 * before a method closed by {@link UserRoles} begins: nothing of it has happened.
 */
public class RoleMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RoleMissingException(String action) {
        super("The user's role does not allow: " + action);
    }
}
