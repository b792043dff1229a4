package io.latchkey.outbox;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of a {@link MessageActivity}. Not a record, because Jakarta Persistence 3.1 does not
 * support records as id classes.
 */
public class ActivityId implements Serializable {

    private static final long serialVersionUID = 1L;

    private long messageId;
    private String status;

    /** For Jakarta Persistence. */
    public ActivityId() {}

    ActivityId(long messageId, ActivityStatus status) {
        this.messageId = messageId;
        this.status = status.name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivityId id && id.messageId == messageId && id.status.equals(status);
    }

    @Override
    public int hashCode() {
        return Objects.hash(messageId, status);
    }
}
