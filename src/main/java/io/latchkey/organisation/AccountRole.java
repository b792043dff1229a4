package io.latchkey.organisation;

import java.util.Locale;

/**
 * What users may do in their organisation. Each role is one for {@code @RolesAllowed}, by its lower-case
 * name.
 */
public enum AccountRole {
    /** May do everything, including the management of the organisation's users and settings. */
    OWNER,
    /** May create, change, copy and delete keys. */
    MANAGER,
    /** May see the list of keys, but never a key itself. */
    VIEWER;

    /** {@link #OWNER} as written in {@code @RolesAllowed}. */
    public static final String OWNER_ROLE = "owner";
    /** {@link #MANAGER} as written in {@code @RolesAllowed}. */
    public static final String MANAGER_ROLE = "manager";
    /** {@link #VIEWER} as written in {@code @RolesAllowed}. */
    public static final String VIEWER_ROLE = "viewer";

    /** Returns the role's name for {@code @RolesAllowed}. */
    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
