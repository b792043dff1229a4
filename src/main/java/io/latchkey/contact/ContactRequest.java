package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.json.ScalarNumber;
import io.latchkey.json.ScalarText;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A contact as sent by an integration. An absent value means no change; blank text means that there is no
 * value. A list with a single entry may be sent as that entry alone.
 *
 * @param id the contact's id, where it identifies the contact; otherwise ignored
 * @param externalCustomerId the id in the client's own system, unique within an organisation
 * @param contactKey a key of the client's own, not used for look-ups
 * @param channels the contact's channels; those with a blank value are ignored
 * @param fields values of custom fields
 * @param addressBookId stored and returned as is
 * @param ordersInfo the client's data on the contact's orders
 * @param groups segments to add the contact to; missing ones are created
 * @param languageCode a language tag (RFC 5646)
 * @param timeZone a name in the time zone database, or an offset
 * @param contact the contact itself, from a client that wraps it; of the fields beside it, only the groups are
 *     read, and those that would be lost are refused
 * @param formType ignored; sent by the same client
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactRequest(
        @JsonDeserialize(using = ScalarNumber.class) @Min(1) Long id,

        @JsonDeserialize(using = ScalarText.class) @Size(max = 255)
        String externalCustomerId,

        @JsonDeserialize(using = ScalarText.class) @Size(max = 255)
        String contactKey,

        @JsonDeserialize(using = ScalarText.class) @Size(max = 255)
        String firstName,

        @JsonDeserialize(using = ScalarText.class) @Size(max = 255)
        String lastName,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(max = 50)
        List<@Valid @NotNull ChannelRequest> channels,

        @Valid AddressRequest address,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(max = 500)
        List<@Valid @NotNull FieldRequest> fields,

        @JsonDeserialize(using = ScalarNumber.class) @Min(1) Long addressBookId,
        @Valid OrdersInfo ordersInfo,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(max = 100)
        List<@Valid @NotNull GroupRequest> groups,

        @JsonDeserialize(using = ScalarText.class) @Size(max = 40)
        String languageCode,

        @JsonDeserialize(using = ScalarText.class) @Size(max = 100)
        String timeZone,

        @Valid ContactRequest contact,
        @Size(max = 100) String formType) {

    /** Absent lists are empty. */
    public ContactRequest {
        channels = channels == null ? List.of() : channels;
        fields = fields == null ? List.of() : fields;
        groups = groups == null ? List.of() : groups;
    }

    /** Returns the errors beyond the constraints on the fields: in the addresses, and another contact within it. */
    public List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>(nested(""));
        try {
            RequestedChannels.of(channels);
        } catch (ProblemException invalid) {
            errors.addAll(invalid.problem().errors());
        }
        return errors;
    }

    /**
     * Returns the contact itself if a client has wrapped it.
     *
     * @throws ProblemException 400, naming each field that would be lost, beside the contact or within it
     */
    ContactRequest unwrapped() {
        if (contact == null) {
            return this;
        }
        ProblemException.throwIfAny(Stream.of(besides(), contact.nested("contact."))
                .flatMap(List::stream)
                .toList());
        return contact.with(groups, List.of());
    }

    /**
     * Returns an error if there is another contact within this one, which would be lost.
     *
     * @param path where this contact is in the request; empty, or ends with a dot
     */
    List<FieldError> nested(String path) {
        return contact == null
                ? List.of()
                : List.of(new FieldError(path + "contact", "must not be within another contact"));
    }

    /** Returns an error for each field that would be lost beside a wrapped contact. An id is ignored within it, too. */
    private List<FieldError> besides() {
        return Stream.of(
                        beside("externalCustomerId", externalCustomerId),
                        beside("contactKey", contactKey),
                        beside("firstName", firstName),
                        beside("lastName", lastName),
                        beside("channels", channels),
                        beside("address", address),
                        beside("fields", fields),
                        beside("addressBookId", addressBookId),
                        beside("ordersInfo", ordersInfo),
                        beside("languageCode", languageCode),
                        beside("timeZone", timeZone))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<FieldError> beside(String field, Object value) {
        return value == null || value.equals(List.of())
                ? Optional.empty()
                : Optional.of(new FieldError(field, "must be within contact, not beside it"));
    }

    /** Returns a copy with additional segments and custom fields. */
    ContactRequest with(List<GroupRequest> moreGroups, List<FieldRequest> moreFields) {
        return new ContactRequest(
                id,
                externalCustomerId,
                contactKey,
                firstName,
                lastName,
                channels,
                address,
                Stream.concat(fields.stream(), moreFields.stream()).toList(),
                addressBookId,
                ordersInfo,
                Stream.concat(groups.stream(), moreGroups.stream()).toList(),
                languageCode,
                timeZone,
                null,
                null);
    }

    /** Returns a copy with the given id. */
    ContactRequest with(long contactId) {
        return new ContactRequest(
                contactId,
                externalCustomerId,
                contactKey,
                firstName,
                lastName,
                channels,
                address,
                fields,
                addressBookId,
                ordersInfo,
                groups,
                languageCode,
                timeZone,
                null,
                null);
    }

    /**
     * A postal address.
     *
     * @param region the region or state
     * @param address street and number
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AddressRequest(
            @JsonDeserialize(using = ScalarText.class) @Size(max = 255)
            String region,

            @JsonDeserialize(using = ScalarText.class) @Size(max = 255)
            String town,

            @JsonDeserialize(using = ScalarText.class) @Size(max = 500)
            String address,

            @JsonDeserialize(using = ScalarText.class) @Size(max = 40)
            String postcode) {}

    /**
     * The value of a custom field.
     *
     * @param id the field's id
     * @param value at most 4000 characters; blank removes the value
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldRequest(
            @JsonDeserialize(using = ScalarNumber.class) @NotNull @Min(1)
            Long id,

            @JsonDeserialize(using = ScalarText.class) @Size(max = 4000)
            String value) {}

    /**
     * The client's data on the contact's orders.
     *
     * @param lastDate the time of the last order, as written by the client
     * @param count the number of orders
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrdersInfo(
            @JsonDeserialize(using = ScalarText.class) @Size(max = 40)
            String lastDate,

            @JsonDeserialize(using = ScalarNumber.class) @Min(0) @Max(Integer.MAX_VALUE)
            Long count) {}
}
