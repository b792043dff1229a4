package io.latchkey.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;

/** The owner of users, keys and all other data; nothing is ever shared between two organisations. */
@Entity
public class Organisation {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "organisation_seq")
    @SequenceGenerator(name = "organisation_seq", sequenceName = "organisation_seq", allocationSize = 50)
    private long id;

    private String name;

    /** Incremented by {@link OrganisationLock}. */
    @Column(name = "last_key_number", updatable = false)
    @SuppressWarnings("UnusedVariable") // Needed to insert the row of a new organisation.
    private long lastKeyNumber;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Jakarta Persistence. */
    protected Organisation() {}

    /** Creates an organisation without keys. */
    public Organisation(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    /** Returns the name that the organisation's people use. */
    public String name() {
        return name;
    }
}
