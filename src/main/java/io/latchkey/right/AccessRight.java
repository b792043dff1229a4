package io.latchkey.right;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an API key opens: the one table from rights to the roles of {@link ApiRole}. A right holds for every version of a
 * method, because versions are not part of it.
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
    /** For an integration that writes contacts and need not see them: nothing is read, nothing deleted. */
    EVENTS_AND_CONTACTS_ADD_UPDATE(
            "Access to events and contacts (adding/updating)", ApiRole.EVENTS_SEND, ApiRole.CONTACTS_WRITE),
    MESSAGES("Access to messages", ApiRole.MESSAGES),
    /** The key has a {@link CustomRight}, which is for other services: nothing of the guarded API is open to it. */
    CUSTOM("Custom right");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<String> roles;

    @SuppressWarnings("ImmutableEnumChecker") // The same.
    private final Set<String> allRoles;

    AccessRight(String label, String... roles) {
        this.label = label;
        this.roles = Set.of(roles);
        // A right without roles here is for other services.
        this.allRoles = roles.length == 0
                ? Set.of()
                : Set.copyOf(Stream.concat(Stream.of(ApiRole.KEY), this.roles.stream())
                        .toList());
    }

    /** The right in words. */
    public String label() {
        return label;
    }

    /** The rights to choose from that are not made by users. */
    public static List<AccessRight> builtIn() {
        return Arrays.stream(values()).filter(right -> right != CUSTOM).toList();
    }

    /** The roles that a key has by this right and no other, without {@link ApiRole#KEY}. */
    public Set<String> roles() {
        return roles;
    }

    /** All roles of a key with this right: with {@link ApiRole#KEY}, unless the right is for other services. */
    public Set<String> allRoles() {
        return allRoles;
    }

    /** Whether a key with this right opens a method that asks for one of these roles. */
    public boolean opens(Set<String> anyOf) {
        return allRoles().stream().anyMatch(anyOf::contains);
    }

    /** The rights that open a method which asks for one of these roles. */
    public static List<AccessRight> withAnyOf(Set<String> wanted) {
        return Arrays.stream(values()).filter(right -> right.opens(wanted)).toList();
    }
}
