package io.latchkey.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;

/** Something that happened to a contact of an organisation, as an integration has told it. */
@Entity
public class Event {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "event_seq")
    @SequenceGenerator(name = "event_seq", sequenceName = "event_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "event_type_key")
    private String eventTypeKey;

    @Column(name = "key_value")
    private String keyValue;

    private String params;

    @Column(name = "occurred_at")
    private Instant occurredAt;

    @Column(name = "received_at")
    private Instant receivedAt;

    /** For Jakarta Persistence. */
    protected Event() {}

    Event(
            long organisationId,
            String eventTypeKey,
            String keyValue,
            String params,
            Instant occurredAt,
            Instant receivedAt) {
        this.organisationId = organisationId;
        this.eventTypeKey = eventTypeKey;
        this.keyValue = keyValue;
        this.params = params;
        this.occurredAt = occurredAt;
        this.receivedAt = receivedAt;
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    /** The kind of event. */
    public String eventTypeKey() {
        return eventTypeKey;
    }

    /** What tells events of one kind apart, often the contact's address. */
    public String keyValue() {
        return keyValue;
    }

    /** The parameters as JSON text: an object from names to values. */
    public String params() {
        return params;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant receivedAt() {
        return receivedAt;
    }
}
