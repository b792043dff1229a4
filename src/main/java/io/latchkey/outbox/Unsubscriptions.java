package io.latchkey.outbox;

import io.latchkey.template.Channel;

/**
 * The recipients who must no longer be contacted. The worker checks this immediately before each delivery.
 */
public interface Unsubscriptions {

    /**
     * Returns whether the organisation must not contact the address, which is in the channel's normal form.
     */
    boolean contains(long organisationId, Channel channel, String address);
}
