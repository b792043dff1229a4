package io.latchkey.right;

import io.latchkey.problem.StaleVersionException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An organisation's own right, which states what keys may do at one of its services; the service asks
 * {@code /verify}.
 */
@Entity
@Table(name = "custom_right")
public class CustomRight {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "custom_right_seq")
    @SequenceGenerator(name = "custom_right_seq", sequenceName = "custom_right_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    private String description;

    private String patterns;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    /** For Jakarta Persistence. */
    protected CustomRight() {}

    CustomRight(
            long organisationId, String name, String description, List<RequestPattern> patterns, Instant createdAt) {
        this.organisationId = organisationId;
        this.name = name;
        this.description = description;
        this.createdAt = createdAt;
        setPatterns(patterns);
    }

    /** Returns the id, which is unique in the installation and positive once the right is stored. */
    public long id() {
        return id;
    }

    long organisationId() {
        return organisationId;
    }

    /**
     * Returns the name by which keys and services refer to the right; unique in its organisation and
     * immutable.
     */
    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Returns the patterns of the requests that it covers, as written by users. */
    public List<String> patterns() {
        return patterns.lines().toList();
    }

    /** Returns the version, which is incremented by each change a user makes. */
    public long version() {
        return version;
    }

    /**
     * Ensures that the right has not been changed since it was read.
     *
     * @param expected the version that was read, if known
     * @throws StaleVersionException if the right has a different version
     */
    void requireVersion(Optional<Long> expected) {
        StaleVersionException.require(expected, version, "right");
    }

    /** Returns the parsed patterns of the requests that it covers. */
    public List<RequestPattern> requestPatterns() {
        return RequestPattern.stored(patterns);
    }

    void setDescription(String newDescription) {
        this.description = newDescription;
    }

    void setPatterns(List<RequestPattern> newPatterns) {
        this.patterns = newPatterns.stream().map(RequestPattern::text).collect(Collectors.joining("\n"));
    }
}
