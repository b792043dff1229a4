package io.latchkey.contact;

import io.latchkey.contact.ContactRequest.AddressRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A field of a contact that a bulk update can name. */
public enum ContactField {
    FIRST_NAME("firstName", ContactRequest::firstName, Contact::setFirstName),
    LAST_NAME("lastName", ContactRequest::lastName, Contact::setLastName),
    CONTACT_KEY("contactKey", ContactRequest::contactKey, Contact::setContactKey),
    LANGUAGE_CODE("languageCode", ContactRequest::languageCode, Contact::setLanguageCode),
    TIME_ZONE("timeZone", ContactRequest::timeZone, Contact::setTimeZone),
    ADDRESS("address", ofAddress(AddressRequest::address), Contact::setAddress),
    TOWN("town", ofAddress(AddressRequest::town), Contact::setTown),
    REGION("region", ofAddress(AddressRequest::region), Contact::setRegion),
    POSTCODE("postcode", ofAddress(AddressRequest::postcode), Contact::setPostcode),
    EXTERNAL_CUSTOMER_ID("externalCustomerId"),
    EMAIL("email"),
    SMS("sms");

    private final String code;
    private final Optional<Function<ContactRequest, String>> given;
    private final BiConsumer<Contact, String> setter;

    /** Creates a field that cannot be changed by simply setting it. */
    ContactField(String code) {
        this.code = code;
        this.given = Optional.empty();
        this.setter = (contact, value) -> {};
    }

    ContactField(String code, Function<ContactRequest, String> given, BiConsumer<Contact, String> setter) {
        this.code = code;
        this.given = Optional.of(given);
        this.setter = setter;
    }

    private static Function<ContactRequest, String> ofAddress(Function<AddressRequest, String> part) {
        return request -> request.address() == null ? null : part.apply(request.address());
    }

    /** Returns the field with the given name, in any case. */
    public static Optional<ContactField> of(String code) {
        String wanted = code.strip().replace("_", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field.code.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    /** Sets the field to the request's value if the selection allows it; blank text clears it. */
    void apply(ContactRequest request, FieldSelection selection, Contact contact) {
        if (given.isEmpty() || !selection.mayChange(this)) {
            return;
        }
        String value = given.get().apply(request);
        if (value != null) {
            setter.accept(contact, value.isBlank() ? null : value.strip());
        } else if (selection.names(this)) {
            setter.accept(contact, null);
        }
    }
}
