package io.latchkey.contact;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The channels of a request, with normalised addresses, and without blank ones and duplicates. */
final class RequestedChannels {

    /** The maximum length of the device data, in characters. */
    private static final int MAX_DEVICE = 4000;

    private static final Comparator<RequestedChannel> BY_TYPE_AND_ADDRESS = Comparator.comparing(RequestedChannel::type)
            .thenComparing(channel -> channel.address().key());

    /**
     * A channel in a request.
     *
     * @param field its path in the request
     * @param device the data on the device or browser, as JSON text
     */
    record RequestedChannel(String field, ChannelType type, Address address, Optional<String> device) {

        boolean sameAs(RequestedChannel other) {
            return type == other.type && address.key().equals(other.address.key());
        }

        boolean isAt(ContactChannel stored) {
            return type == stored.type() && address.key().equals(stored.addressKey());
        }
    }

    private final List<RequestedChannel> channels;

    private RequestedChannels(List<RequestedChannel> channels) {
        this.channels = channels;
    }

    /**
     * Reads a request's channels.
     *
     * @throws ProblemException 400, naming each channel whose value is not a valid address of its type, whose
     *     device data is too long, or that exceeds the number allowed for its type
     */
    static RequestedChannels of(List<ChannelRequest> requested) {
        List<RequestedChannel> channels = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < requested.size(); i++) {
            ChannelRequest channel = requested.get(i);
            if (channel.isBlank()) {
                continue;
            }
            String field = "channels[" + i + "]";
            Optional<Address> address = channel.type().parse(channel.value());
            if (address.isEmpty()) {
                errors.add(new FieldError(field + ".value", expectation(channel.type())));
                continue;
            }
            Optional<String> device = channel.details().map(JsonNode::toString);
            if (device.filter(text -> text.length() > MAX_DEVICE).isPresent()) {
                errors.add(new FieldError(field, "must have at most " + MAX_DEVICE + " characters about a device"));
                continue;
            }
            add(new RequestedChannel(field, channel.type(), address.get(), device), channels, errors);
        }
        ProblemException.throwIfAny(errors);
        return new RequestedChannels(channels);
    }

    private static void add(RequestedChannel channel, List<RequestedChannel> channels, List<FieldError> errors) {
        if (channels.stream().anyMatch(channel::sameAs)) {
            return;
        }
        if (channel.type().isIdentifying() && channels.stream().anyMatch(other -> other.type() == channel.type())) {
            errors.add(new FieldError(
                    channel.field(),
                    "must not be repeated: a contact has one " + channel.type().code() + " channel"));
            return;
        }
        channels.add(channel);
    }

    private static String expectation(ChannelType type) {
        return switch (type) {
            case EMAIL -> "must be an e-mail address";
            case SMS -> "must be a phone number with its country code, 7 to 15 digits";
            default -> "must be at most " + ChannelType.MAX_ADDRESS + " characters long";
        };
    }

    /**
     * Returns the channels that a request with this selection may change, by their types and addresses: requests that
     * write them in this order do not deadlock.
     */
    List<RequestedChannel> selectedBy(FieldSelection selection) {
        return channels.stream()
                .filter(channel -> ContactIdentification.mayChange(channel.type(), selection))
                .sorted(BY_TYPE_AND_ADDRESS)
                .toList();
    }

    List<RequestedChannel> all() {
        return channels;
    }

    List<RequestedChannel> ofType(ChannelType type) {
        return channels.stream().filter(channel -> channel.type() == type).toList();
    }
}
