package io.latchkey.audit;

import java.util.Optional;

/**
 * Who did something.
 *
 * @param name the user's, or the product's own word for its timer
 * @param address where the request came from; none when there was no request
 */
public record AuditActor(Kind kind, String name, Optional<String> address) {

    /** The product itself. */
    public static final AuditActor TIMER = new AuditActor(Kind.TIMER, "latchkey", Optional.empty());

    /** What an actor is; a user may have any name. */
    public enum Kind {
        USER,
        TIMER
    }
}
