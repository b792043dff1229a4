package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** What has become of a message. */
public enum MessageStatus {
    /** Waits for its first or next attempt. */
    QUEUED,
    /** No way to send is configured: the outbox is where the message stays. */
    KEPT,
    /** The webhook has taken it; whether it arrived is not known. */
    SENT,
    /** The mail server has taken it, or its arrival was reported. */
    DELIVERED,
    /** Its reading was reported. */
    READ,
    /** A click in it was reported. */
    CLICKED,
    /** Not sent, for the recipient has unsubscribed. */
    UNSUBSCRIBED,
    /** Refused for good, or the attempts are used up. */
    FAILED;

    /** The status in the words of the API, which differ by channel. */
    public String word(Channel channel) {
        return switch (this) {
            case QUEUED, KEPT -> "IN_QUEUE";
            case SENT -> "PENDING";
            case FAILED -> channel == Channel.SMS ? "SMS_UNDELIVERED_STATE" : "UNDELIVERED";
            default -> name();
        };
    }

    /** Whether the message has reached the recipient, as far as is known. */
    public boolean isDelivered() {
        return this == DELIVERED || this == READ || this == CLICKED;
    }

    /** Whether it never will. */
    public boolean isFailed() {
        return this == FAILED || this == UNSUBSCRIBED;
    }

    /** Whether it has left the outbox, or at least was tried to the end. */
    public boolean hasLeft() {
        return this != QUEUED && this != KEPT && this != UNSUBSCRIBED;
    }
}
