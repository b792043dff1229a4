package io.latchkey.subscription;

import io.latchkey.organisation.NamedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;

/** A kind of mail sent by an organisation, to which its contacts may subscribe. */
@Entity
public class Subscription {

    /** In characters. */
    public static final int MAX_NAME = 255;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "subscription_seq")
    @SequenceGenerator(name = "subscription_seq", sequenceName = "subscription_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Jakarta Persistence. */
    protected Subscription() {}

    Subscription(long organisationId, String name, Instant createdAt) {
        this.organisationId = organisationId;
        this.name = name.strip();
        this.nameKey = NamedRows.key(name);
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    /** Returns the name as it was first written. */
    public String name() {
        return name;
    }
}
