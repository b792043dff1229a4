package io.latchkey.message;

import io.latchkey.outbox.MessageProgress;

/**
 * The status of a message.
 *
 * @param id always 0, as clients expect
 * @param status the API's name for the status
 * @param failed whether it will never arrive
 * @param delivered whether it is known to have arrived
 */
public record MessageState(long id, String status, String requestId, boolean failed, boolean delivered) {

    static MessageState of(MessageProgress message) {
        return new MessageState(
                0,
                message.status().word(message.channel()),
                message.requestId(),
                message.status().isFailed(),
                message.status().isDelivered());
    }
}
