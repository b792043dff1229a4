package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A message to one recipient. {@link Outbox} creates it; {@link DueMessages} records the changes made by
 * sending it, {@link DeliveryReports} those that are reported.
 */
@Entity
@Table(name = "message")
public class OutboxMessage {

    @Id
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "request_id")
    private String requestId;

    // No relation: without weaving, a server would read the content, which can be a megabyte, with each message.
    @Column(name = "content_id")
    private long contentId;

    // Written only by the statement of Outbox, and read by queries.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "instance_id")
    private Long instanceId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String recipient;

    @Column(name = "contact_id")
    private Long contactId;

    private String params;

    @Column(name = "external_request_id")
    private String externalRequestId;

    @Enumerated(EnumType.STRING)
    private MessageStatus status;

    private int attempts;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "created_at")
    private Instant createdAt;

    private String detail;

    /** For Jakarta Persistence. */
    protected OutboxMessage() {}

    public long id() {
        return id;
    }

    /** Returns the id by which the client polls the message. */
    public String requestId() {
        return requestId;
    }

    /** Returns the id of the {@link MessageContent}. */
    public long contentId() {
        return contentId;
    }

    public Channel channel() {
        return channel;
    }

    /** Returns the address in its normal form. */
    public String recipient() {
        return recipient;
    }

    /** Returns the values of the placeholders: a JSON object as text. */
    public String params() {
        return params;
    }

    public MessageStatus status() {
        return status;
    }

    /** Returns whether the message has left the outbox, or an attempt at sending it has begun. */
    boolean mayHaveBeenSent() {
        return status.hasLeft() || (status == MessageStatus.QUEUED && attempts > 0);
    }

    /**
     * Records a delivery report; one that adds nothing to what is known changes nothing. A queued message
     * leaves the queue.
     */
    void report(MessageStatus reported) {
        if (status == MessageStatus.QUEUED) {
            this.dueAt = null;
            this.detail = "";
        }
        if (!status.isDelivered() || reported.compareTo(status) > 0) {
            this.status = reported;
        }
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Returns why the message was not delivered; empty when there is nothing to report. */
    public String detail() {
        return detail;
    }
}
