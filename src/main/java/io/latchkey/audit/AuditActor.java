package io.latchkey.audit;

import java.util.Optional;

/**
 * Identifies who did something.
 *
 * @param name the name of the user, or the product's own name for its timer
 * @param address the address that the request came from; empty if there was no request
 */
public record AuditActor(Kind kind, String name, Optional<String> address) {

    /** The product itself. */
    public static final AuditActor TIMER = new AuditActor(Kind.TIMER, "latchkey", Optional.empty());

    /** The kind of an actor; it is needed because a user may have any name. */
    public enum Kind {
        USER,
        TIMER
    }
}
