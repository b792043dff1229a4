package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** Who is not to be written to any more. The worker asks just before each sending. */
public interface Unsubscriptions {

    /** Whether the organisation may not write to the address, which is in the channel's normal form. */
    boolean contains(long organisationId, Channel channel, String address);
}
