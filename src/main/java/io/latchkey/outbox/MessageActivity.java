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

/** What has become of a message: each outcome once, when it was first known. */
@Entity
@Table(name = "message_activity")
@IdClass(ActivityId.class)
public class MessageActivity {

    @Id
    @Column(name = "message_id")
    private long messageId;

    // As text, because places in the list are compared with it.
    @Id
    private String status;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "message_id", insertable = false, updatable = false)
    private OutboxMessage message;

    @Column(name = "organisation_id")
    private long organisationId;

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

    public OutboxMessage message() {
        return message;
    }

    /** The message's recipient, kept here for the index that finds it. */
    public String recipient() {
        return recipient;
    }
}
