package io.latchkey.organisation;

import java.util.Locale;

/** What a user may do in their organisation. Each is a role for {@code @RolesAllowed}, by its lower-case name. */
public enum AccountRole {
    /** Everything, the users and settings of the organisation included. */
    OWNER,
    /** Makes, changes, copies and deletes keys. */
    MANAGER,
    /** Sees the list of keys, never a key itself. */
    VIEWER;

    /** {@link #OWNER} as {@code @RolesAllowed} writes it. */
    public static final String OWNER_ROLE = "owner";
    /** {@link #MANAGER} as {@code @RolesAllowed} writes it. */
    public static final String MANAGER_ROLE = "manager";
    /** {@link #VIEWER} as {@code @RolesAllowed} writes it. */
    public static final String VIEWER_ROLE = "viewer";

    /** The role's name for {@code @RolesAllowed}. */
    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
