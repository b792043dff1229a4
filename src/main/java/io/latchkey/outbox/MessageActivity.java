package io.latchkey.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** An outcome of a message. Each outcome is recorded once, when it first becomes known. */
@Entity
@Table(name = "message_activity")
@IdClass(ActivityId.class)
public class MessageActivity {

    @Id
    @Column(name = "message_id")
    private long messageId;

    // Stored as text, because positions in the list are compared with it.
    @Id
    private String status;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "message_id", insertable = false, updatable = false)
    private OutboxMessage message;

    @Column(name = "organisation_id")
    private long organisationId;

    // The message's, here too for the sake of an index.
    private String recipient;

    @Column(name = "happened_at")
    private Instant happenedAt;

    /** For Jakarta Persistence. */
    protected MessageActivity() {}

    MessageActivity(long organisationId, OutboxMessage message, ActivityStatus status, Instant happenedAt) {
        this.messageId = message.id();
        this.message = message;
        this.status = status.name();
        this.organisationId = organisationId;
        this.recipient = message.recipient();
        this.happenedAt = happenedAt;
    }
}
