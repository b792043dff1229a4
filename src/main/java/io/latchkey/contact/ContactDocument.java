package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.channel.ChannelType;
import io.latchkey.json.Json;
import io.latchkey.segment.GroupDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A contact as shown by the API; unknown values are omitted. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContactDocument(
        long id,
        Optional<String> externalCustomerId,
        Optional<String> contactKey,
        Optional<String> firstName,
        Optional<String> lastName,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Channel> channels,
        Optional<AddressDocument> address,
        List<Field> fields,
        Optional<Long> addressBookId,
        Optional<OrdersDocument> ordersInfo,
        List<GroupDocument> groups,
        Optional<String> languageCode,
        Optional<String> timeZone) {

    private static final AddressDocument NO_ADDRESS =
            new AddressDocument(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final OrdersDocument NO_ORDERS = new OrdersDocument(Optional.empty(), Optional.empty());

    /**
     * A channel through which the contact can be reached.
     *
     * @param value the address, phone number or token
     * @param device the data on the device, in all channels except web push
     * @param webPushSubscription the data on the browser
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Channel(
            ChannelType type, String value, Optional<JsonNode> device, Optional<JsonNode> webPushSubscription) {

        static Channel of(ContactChannel channel, Json json) {
            Optional<JsonNode> details =
                    channel.device().map(text -> json.readTree(text.getBytes(StandardCharsets.UTF_8)));
            boolean browser = channel.type() == ChannelType.WEB_PUSH;
            return new Channel(
                    channel.type(),
                    channel.address(),
                    browser ? Optional.empty() : details,
                    browser ? details : Optional.empty());
        }
    }

    /** A postal address. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record AddressDocument(
            Optional<String> region, Optional<String> town, Optional<String> address, Optional<String> postcode) {}

    /** The value of a custom field. */
    public record Field(long id, String value) {}

    /** The order data that the client last supplied for the contact. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record OrdersDocument(Optional<String> lastDate, Optional<Long> count) {}

    static ContactDocument of(
            Contact contact, List<Channel> channels, Map<Long, String> fields, List<GroupDocument> groups) {
        return new ContactDocument(
                contact.id(),
                contact.externalCustomerId(),
                contact.contactKey(),
                contact.firstName(),
                contact.lastName(),
                channels,
                Optional.of(new AddressDocument(
                                contact.region(), contact.town(), contact.address(), contact.postcode()))
                        .filter(address -> !address.equals(NO_ADDRESS)),
                fields.entrySet().stream()
                        .map(field -> new Field(field.getKey(), field.getValue()))
                        .toList(),
                contact.addressBookId(),
                Optional.of(new OrdersDocument(contact.ordersLastDate(), contact.ordersCount()))
                        .filter(orders -> !orders.equals(NO_ORDERS)),
                groups,
                contact.languageCode(),
                contact.timeZone());
    }
}
