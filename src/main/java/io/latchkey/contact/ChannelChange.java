package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request changes of a contact's channels.
 *
 * @param requested all channels of the request
 * @param stored those of them that are stored, whichever contact they belong to
 * @param selection the fields of the contact that may change
 * @param confirmed whether the addresses become confirmed
 */
record ChannelChange(
        RequestedChannels requested,
        Map<RequestedChannel, ContactChannel> stored,
        FieldSelection selection,
        boolean confirmed) {

    /** Returns the channels to write, in the order in which requests have to write them. */
    List<RequestedChannel> written() {
        return requested.selectedBy(selection);
    }

    /** Returns the stored channel with the address of the requested one, whichever contact it belongs to. */
    Optional<ContactChannel> stored(RequestedChannel channel) {
        return Optional.ofNullable(stored.get(channel));
    }

    /** Returns whether the contact's channels of the type are named for the update but absent from the request. */
    boolean clears(ChannelType type, ContactField field) {
        return selection.names(field) && requested.ofType(type).isEmpty();
    }
}
