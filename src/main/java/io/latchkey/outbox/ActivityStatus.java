package io.latchkey.outbox;

import java.util.Optional;

/** What can become of a message, in the words of the API. */
public enum ActivityStatus {
    DELIVERED,
    UNDELIVERED,
    READ,
    CLICKED,
    UNSUBSCRIBED,
    /** A reader's complaint: asked for by clients, told to us by nobody. */
    SPAM;

    /** What a message's status says has become of it; none while that is open. */
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
