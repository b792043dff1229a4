package io.latchkey.key;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
    MESSAGES("Access to messages", ApiRole.MESSAGES);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<String> roles;

    AccessRight(String label, String... roles) {
        this.label = label;
        this.roles = Set.of(roles);
    }

    /** The right in words. */
    public String label() {
        return label;
    }

    /** The roles that a key with this right has, beside {@link ApiRole#KEY}, which every enabled key has. */
    public Set<String> roles() {
        return roles;
    }

    /** Whether a key with this right opens a method that asks for one of these roles. */
    public boolean opens(Set<String> anyOf) {
        return anyOf.contains(ApiRole.KEY) || roles.stream().anyMatch(anyOf::contains);
    }

    /** The rights of which each has at least one of the roles. */
    public static List<AccessRight> withAnyOf(Set<String> wanted) {
        return Arrays.stream(values())
                .filter(right -> right.roles.stream().anyMatch(wanted::contains))
                .toList();
    }
}
