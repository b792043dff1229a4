package io.latchkey.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;

/** The owner of users, keys and all data; nothing is ever shared between two organisations. */
@Entity
public class Organisation {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "organisation_seq")
    @SequenceGenerator(name = "organisation_seq", sequenceName = "organisation_seq", allocationSize = 50)
    private long id;

    private String name;

    /** Counted by {@link OrganisationLock}. */
    @Column(name = "last_key_number", updatable = false)
    @SuppressWarnings("UnusedVariable") // A new organisation's row needs it.
    private long lastKeyNumber;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Jakarta Persistence. */
    protected Organisation() {}

    /** A new organisation without keys. */
    public Organisation(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    /** The name in the words of its people. */
    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
