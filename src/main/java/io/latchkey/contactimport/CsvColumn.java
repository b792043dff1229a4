package io.latchkey.contactimport;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.ChannelRequest;
import io.latchkey.contact.ContactRequest;
import io.latchkey.contact.ContactRequest.AddressRequest;
import io.latchkey.contact.ContactRequest.FieldRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A column of a file of contacts: a field of the contact, or a custom field by its id.
 *
 * @param name the field's name in lower case, or the custom field's id in digits
 */
record CsvColumn(String name) {

    private static final Map<String, String> OTHER_NAMES =
            Map.of("phone", "sms", "city", "town", "postalcode", "postcode", "zip", "postcode");

    private static final Set<String> NAMES = Set.of(
            "id",
            "externalcustomerid",
            "contactkey",
            "firstname",
            "lastname",
            "email",
            "sms",
            "region",
            "town",
            "address",
            "postcode",
            "languagecode",
            "timezone");

    /**
     * Returns the column with the given heading, ignoring case, spaces, underscores and hyphens in the name of a
     * field; empty if it is unknown.
     */
    static Optional<CsvColumn> of(String heading) {
        // As it is written, or a date would be a custom field.
        Optional<CsvColumn> custom = Optional.of(new CsvColumn(heading.strip()))
                .filter(column -> column.customField().isPresent());
        String key = heading.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return custom.or(() -> Optional.of(OTHER_NAMES.getOrDefault(key, key))
                .filter(NAMES::contains)
                .map(CsvColumn::new));
    }

    private Optional<Long> customField() {
        return name.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(name)) : Optional.empty();
    }

    /**
     * Returns the contact of a row, whose last values may be missing. Empty values are treated as absent.
     */
    static ContactRequest contact(List<CsvColumn> columns, String[] row) {
        Map<String, String> values = new HashMap<>();
        List<FieldRequest> fields = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            String value = row[i];
            if (!value.isBlank()) {
                columns.get(i).customField().ifPresent(id -> fields.add(new FieldRequest(id, value)));
                values.put(columns.get(i).name(), value);
            }
        }
        List<ChannelRequest> channels = new ArrayList<>();
        for (ChannelType type : List.of(ChannelType.EMAIL, ChannelType.SMS)) {
            Optional.ofNullable(values.get(type.code()))
                    .ifPresent(value -> channels.add(new ChannelRequest(type, value, null, null)));
        }
        return new ContactRequest(
                id(values),
                values.get("externalcustomerid"),
                values.get("contactkey"),
                values.get("firstname"),
                values.get("lastname"),
                channels,
                new AddressRequest(
                        values.get("region"), values.get("town"), values.get("address"), values.get("postcode")),
                fields,
                null,
                null,
                List.of(),
                values.get("languagecode"),
                values.get("timezone"),
                null,
                null);
    }

    /** Parses the id; one that is not a number belongs to no contact. */
    private static Long id(Map<String, String> values) {
        String id = values.get("id");
        if (id == null) {
            return null;
        }
        return id.strip().matches("[0-9]{1,18}") ? Long.valueOf(id.strip()) : Long.valueOf(0);
    }
}
