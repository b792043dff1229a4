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

/** An address at which a contact can be reached. It belongs to only one contact of an organisation. */
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

    public long contactId() {
        return contactId;
    }

    public ChannelType type() {
        return type;
    }

    /** Returns the address as displayed and used for sending. */
    public String address() {
        return address;
    }

    /** Returns a key that is equal for all spellings of the address. */
    public String addressKey() {
        return addressKey;
    }

    /** Returns whether the contact has said, or the organisation vouches, that the address is theirs. */
    boolean isConfirmed() {
        return confirmed;
    }

    /** Marks the address as confirmed. */
    void confirm() {
        this.confirmed = true;
    }

    /** Returns the data on the device or browser, as JSON text. */
    Optional<String> device() {
        return Optional.ofNullable(device);
    }

    void setDevice(String device) {
        this.device = device;
    }

    /** Changes the spelling of the address. */
    void respell(Address newSpelling) {
        this.address = newSpelling.shown();
    }

    /** Reassigns the channel, as a device or browser belongs to whoever signs in on it. */
    void giveTo(Contact contact) {
        this.contactId = contact.id();
    }
}
