package io.latchkey.segment;

import io.latchkey.organisation.NamedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;

/** A named list of an organisation's contacts. */
@Entity
public class Segment {

    /** In characters. */
    public static final int MAX_NAME = 255;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "segment_seq")
    @SequenceGenerator(name = "segment_seq", sequenceName = "segment_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Jakarta Persistence. */
    protected Segment() {}

    Segment(long organisationId, String name, Instant createdAt) {
        this.organisationId = organisationId;
        this.name = name.strip();
        this.nameKey = NamedRows.key(name);
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    /** Returns the name as it was first written. */
    public String name() {
        return name;
    }
}
