package io.latchkey.outbox;

import java.util.Optional;

/** The possible outcomes of a message, as the API names them. */
public enum ActivityStatus {
    DELIVERED,
    UNDELIVERED,
    READ,
    CLICKED,
    UNSUBSCRIBED,
    /** A spam complaint: clients may ask for it, but nothing ever reports one. */
    SPAM;

    /** Returns the outcome that a message's status stands for; empty while the outcome is still open. */
    public static Optional<ActivityStatus> of(MessageStatus status) {
        return switch (status) {
            case QUEUED, KEPT, SENT -> Optional.empty();
            case DELIVERED -> Optional.of(DELIVERED);
            case READ -> Optional.of(READ);
            case CLICKED -> Optional.of(CLICKED);
            case UNSUBSCRIBED -> Optional.of(UNSUBSCRIBED);
            case FAILED -> Optional.of(UNDELIVERED);
        };
    }
}
