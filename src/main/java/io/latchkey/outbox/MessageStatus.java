package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** The delivery status of a message. */
public enum MessageStatus {
    /** Waiting for its first or next attempt. */
    QUEUED,
    /** No destination is configured: the message stays in the outbox. */
    KEPT,
    /** The webhook has accepted it; whether it arrived is not known. */
    SENT,
    /** The mail server has accepted it, or its delivery was reported. */
    DELIVERED,
    /** It was reported as read. */
    READ,
    /** A click on it was reported. */
    CLICKED,
    /** Not sent, because the recipient has unsubscribed. */
    UNSUBSCRIBED,
    /** Permanently refused, or all attempts have failed. */
    FAILED;

    /** Returns the API's name for the status, which depends on the channel. */
    public String word(Channel channel) {
        return switch (this) {
            case QUEUED, KEPT -> "IN_QUEUE";
            case SENT -> "PENDING";
            case FAILED -> channel == Channel.SMS ? "SMS_UNDELIVERED_STATE" : "UNDELIVERED";
            default -> name();
        };
    }

    /** Returns whether the message is known to have reached the recipient. */
    public boolean isDelivered() {
        return this == DELIVERED || this == READ || this == CLICKED;
    }

    /** Returns whether the message will never reach the recipient. */
    public boolean isFailed() {
        return this == FAILED || this == UNSUBSCRIBED;
    }

    /** Returns whether the message has left the outbox, or all attempts at sending it have been made. */
    boolean hasLeft() {
        return this != QUEUED && this != KEPT && this != UNSUBSCRIBED;
    }
}
