package io.latchkey.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A person known to an organisation. {@link ContactChannel} holds the addresses. */
@Entity
public class Contact {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_seq")
    @SequenceGenerator(name = "contact_seq", sequenceName = "contact_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "external_customer_id")
    private String externalCustomerId;

    @Column(name = "contact_key")
    private String contactKey;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    @Column(name = "first_name_key")
    private String firstNameKey;

    @Column(name = "last_name_key")
    private String lastNameKey;

    private String region;
    private String town;
    private String address;
    private String postcode;

    @Column(name = "language_code")
    private String languageCode;

    @Column(name = "time_zone")
    private String timeZone;

    @Column(name = "address_book_id")
    private Long addressBookId;

    private String fields;

    @Column(name = "orders_count")
    private Long ordersCount;

    @Column(name = "orders_last_date")
    private String ordersLastDate;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Jakarta Persistence. */
    protected Contact() {}

    Contact(long organisationId, Instant createdAt) {
        this.organisationId = organisationId;
        this.fields = CustomFields.NONE;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    /** Returns the contact's id in the client's own system. */
    public Optional<String> externalCustomerId() {
        return Optional.ofNullable(externalCustomerId);
    }

    void setExternalCustomerId(String externalCustomerId) {
        this.externalCustomerId = externalCustomerId;
    }

    Optional<String> contactKey() {
        return Optional.ofNullable(contactKey);
    }

    void setContactKey(String contactKey) {
        this.contactKey = contactKey;
    }

    public Optional<String> firstName() {
        return Optional.ofNullable(firstName);
    }

    void setFirstName(String firstName) {
        this.firstName = firstName;
        this.firstNameKey = firstName == null ? null : nameKey(firstName);
    }

    public Optional<String> lastName() {
        return Optional.ofNullable(lastName);
    }

    void setLastName(String lastName) {
        this.lastName = lastName;
        this.lastNameKey = lastName == null ? null : nameKey(lastName);
    }

    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    void setRegion(String region) {
        this.region = region;
    }

    Optional<String> town() {
        return Optional.ofNullable(town);
    }

    void setTown(String town) {
        this.town = town;
    }

    Optional<String> address() {
        return Optional.ofNullable(address);
    }

    void setAddress(String address) {
        this.address = address;
    }

    Optional<String> postcode() {
        return Optional.ofNullable(postcode);
    }

    void setPostcode(String postcode) {
        this.postcode = postcode;
    }

    /** Returns the language in which to write to the contact. */
    public Optional<String> languageCode() {
        return Optional.ofNullable(languageCode);
    }

    void setLanguageCode(String languageCode) {
        this.languageCode = languageCode;
    }

    Optional<String> timeZone() {
        return Optional.ofNullable(timeZone);
    }

    void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    Optional<Long> addressBookId() {
        return Optional.ofNullable(addressBookId);
    }

    void setAddressBookId(long addressBookId) {
        this.addressBookId = addressBookId;
    }

    /** Returns the custom fields as written by {@link CustomFields}. */
    String fields() {
        return fields;
    }

    void setFields(String fields) {
        this.fields = fields;
    }

    Optional<Long> ordersCount() {
        return Optional.ofNullable(ordersCount);
    }

    Optional<String> ordersLastDate() {
        return Optional.ofNullable(ordersLastDate);
    }

    /** Values that the client omits are kept; a blank date removes the date. */
    void setOrders(ContactRequest.OrdersInfo orders) {
        if (orders.count() != null) {
            this.ordersCount = orders.count();
        }
        if (orders.lastDate() != null) {
            this.ordersLastDate = orders.lastDate().isBlank() ? null : orders.lastDate();
        }
    }

    void touch(Instant now) {
        this.updatedAt = now;
    }

    /** Returns a key that is equal for all spellings of a name. */
    static String nameKey(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
