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

/** A contact as the API shows it; what is not known is left out. */
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
     * Where the contact is reached.
     *
     * @param value the address, phone number or token
     * @param device what is known of the device, in other channels than the next
     * @param webPushSubscription what is known of the browser
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

    /** What the client last told of the contact's orders. */
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
