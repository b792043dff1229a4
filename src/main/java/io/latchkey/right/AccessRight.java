package io.latchkey.right;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The access right of an API key: the only mapping from rights to the roles of {@link ApiRole}. A right
 * applies to every version of a method, because it does not include the version.
 */
public enum AccessRight {
    FULL(
            "Full access to API",
            ApiRole.EVENTS_SEND,
            ApiRole.EVENTS_DELETE,
            ApiRole.CONTACTS_WRITE,
            ApiRole.CONTACTS_READ,
            ApiRole.CONTACTS_DELETE,
            ApiRole.MESSAGES,
            ApiRole.EVERYTHING),
    EVENTS("Access to events", ApiRole.EVENTS_SEND, ApiRole.EVENTS_DELETE),
    EVENTS_AND_CONTACTS(
            "Access to events and contacts",
            ApiRole.EVENTS_SEND,
            ApiRole.EVENTS_DELETE,
            ApiRole.CONTACTS_WRITE,
            ApiRole.CONTACTS_READ,
            ApiRole.CONTACTS_DELETE),
    /** For an integration that only writes contacts: it can neither read nor delete anything. */
    EVENTS_AND_CONTACTS_ADD_UPDATE(
            "Access to events and contacts (adding/updating)", ApiRole.EVENTS_SEND, ApiRole.CONTACTS_WRITE),
    MESSAGES("Access to messages", ApiRole.MESSAGES),
    /**
     * The key has a {@link CustomRight}, which applies to other services; it gives no access to the guarded
     * API.
     */
    CUSTOM("Custom right");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Created by Set.of.
    private final Set<String> roles;

    @SuppressWarnings("ImmutableEnumChecker") // The same.
    private final Set<String> allRoles;

    AccessRight(String label, String... roles) {
        this.label = label;
        this.roles = Set.of(roles);
        // A right without roles here applies to other services.
        this.allRoles = roles.length == 0
                ? Set.of()
                : Set.copyOf(Stream.concat(Stream.of(ApiRole.KEY), this.roles.stream())
                        .toList());
    }

    /** Returns the human-readable name of the right. */
    public String label() {
        return label;
    }

    /** Returns the right's name and label, for messages, such as {@code EVENTS (Access to events)}. */
    public String nameWithLabel() {
        return name() + " (" + label + ")";
    }

    /** Returns the rights that are not defined by users. */
    public static List<AccessRight> builtIn() {
        return Arrays.stream(values()).filter(right -> right != CUSTOM).toList();
    }

    /** Returns the roles specific to this right, without {@link ApiRole#KEY}. */
    public Set<String> roles() {
        return roles;
    }

    /**
     * Returns all roles of a key with this right, including {@link ApiRole#KEY} unless the right is for other
     * services.
     */
    public Set<String> allRoles() {
        return allRoles;
    }

    /** Returns whether a key with this right may call a method that requires one of the given roles. */
    public boolean permits(Set<String> anyOf) {
        return allRoles().stream().anyMatch(anyOf::contains);
    }

    /** Returns the rights that permit calling a method which requires one of the given roles. */
    public static List<AccessRight> withAnyOf(Set<String> wanted) {
        return Arrays.stream(values()).filter(right -> right.permits(wanted)).toList();
    }
}
