package io.latchkey.message;

import io.latchkey.outbox.MessageStatus;

/** What can be reported of a message. */
public enum InteractionStatus {
    DELIVERED(MessageStatus.DELIVERED),
    OPENED(MessageStatus.READ),
    CLICKED(MessageStatus.CLICKED);

    private final MessageStatus messageStatus;

    InteractionStatus(MessageStatus messageStatus) {
        this.messageStatus = messageStatus;
    }

    MessageStatus messageStatus() {
        return messageStatus;
    }
}
