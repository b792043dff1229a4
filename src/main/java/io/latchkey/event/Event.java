package io.latchkey.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;

/** An event that happened to a contact of an organisation, as reported by an integration. */
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

    @SuppressWarnings("UnusedVariable") // Needed to insert the row of a new event.
    private String params;

    @Column(name = "occurred_at")
    private Instant occurredAt;

    @Column(name = "received_at")
    private Instant receivedAt;

    @SuppressWarnings("UnusedVariable") // Needed to insert the row of a new event.
    private String digest;

    @Column(name = "previous_id")
    private long previousId;

    /** For Jakarta Persistence. */
    protected Event() {}

    private Event(
            long organisationId,
            EventContent content,
            Instant occurredAt,
            Instant receivedAt,
            String digest,
            long previousId) {
        this.organisationId = organisationId;
        this.eventTypeKey = content.eventTypeKey();
        this.keyValue = content.keyValue();
        this.params = content.params();
        this.occurredAt = occurredAt;
        this.receivedAt = receivedAt;
        this.digest = digest;
        this.previousId = previousId;
    }

    /** Creates the first event of its key, which happens now. */
    static Event first(long organisationId, EventContent content, String digest, Instant now) {
        return new Event(organisationId, content, now, now, digest, 0);
    }

    /**
     * Creates the event that follows the latest one of its key and happens now.
     *
     * <p>It is always received later than that, whatever the clock of another node says, so that a query
     * for the latest event of the key finds the end of the chain. When it happened does not depend on that.
     */
    static Event following(LatestEvent latest, long organisationId, EventContent content, String digest, Instant now) {
        Instant after = latest.receivedAt().plusNanos(1000);
        Instant received = now.isAfter(after) ? now : after;
        return new Event(organisationId, content, now, received, digest, latest.id());
    }

    /**
     * Creates an event that is stored regardless of the other events of its key, because its digest alone
     * tells it from a repeat: a past one, or one that the product itself raises.
     */
    static Event independent(
            long organisationId, EventContent content, Instant occurredAt, String digest, Instant receivedAt) {
        return new Event(organisationId, content, occurredAt, receivedAt, digest, 0);
    }
}
