package io.latchkey.message;

import io.latchkey.outbox.MessageStatus;

/** The outcomes of a message that can be reported. */
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
