package io.latchkey.contact;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Optional;

/** Where a contact is reached. An address belongs to one contact of an organisation. */
@Entity
@Table(name = "contact_channel")
public class ContactChannel {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_channel_seq")
    @SequenceGenerator(name = "contact_channel_seq", sequenceName = "contact_channel_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "contact_id")
    private long contactId;

    @Enumerated(EnumType.STRING)
    private ChannelType type;

    private String address;

    @Column(name = "address_key")
    private String addressKey;

    private boolean confirmed;

    private String device;

    /** For Jakarta Persistence. */
    protected ContactChannel() {}

    ContactChannel(Contact contact, ChannelType type, Address address, boolean confirmed) {
        this.organisationId = contact.organisationId();
        this.contactId = contact.id();
        this.type = type;
        this.address = address.shown();
        this.addressKey = address.key();
        this.confirmed = confirmed;
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    public long contactId() {
        return contactId;
    }

    public ChannelType type() {
        return type;
    }

    /** The address as it is shown and sent to. */
    public String address() {
        return address;
    }

    /** The same for all spellings of one address. */
    public String addressKey() {
        return addressKey;
    }

    /** Whether it is known that the address is the contact's; if not, a request to send can leave it out. */
    public boolean isConfirmed() {
        return confirmed;
    }

    /** It is known from now on that the address is the contact's. */
    void confirm() {
        this.confirmed = true;
    }

    /** What is known of the device or browser, as JSON text. */
    Optional<String> device() {
        return Optional.ofNullable(device);
    }

    void setDevice(String device) {
        this.device = device;
    }

    /** Another spelling of the same address. */
    void respell(Address newSpelling) {
        this.address = newSpelling.shown();
    }

    /** A device or browser changes hands with whoever signs in on it. */
    void giveTo(Contact contact) {
        this.contactId = contact.id();
    }
}
