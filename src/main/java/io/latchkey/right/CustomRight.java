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

/** What keys of an organisation may do at a service of its own, which asks {@code /verify}. */
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
        cover(patterns);
    }

    /** What tells it from all other custom rights of the installation; above 0 once it is stored. */
    public long id() {
        return id;
    }

    long organisationId() {
        return organisationId;
    }

    /** What keys and services name it by; unique in its organisation and never changed. */
    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The requests that it covers, as users write them. */
    public List<String> patterns() {
        return patterns.lines().toList();
    }

    /** Counts the changes by users. */
    public long version() {
        return version;
    }

    /**
     * Goes on only where nobody has changed the right since it was read.
     *
     * @param expected the version that was read, if that is known
     * @throws StaleVersionException when the right is of another one
     */
    void requireVersion(Optional<Long> expected) {
        StaleVersionException.require(expected, version, "right");
    }

    /** The requests that it covers, to ask. */
    public List<RequestPattern> requestPatterns() {
        return patterns.lines()
                .map(RequestPattern::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    void describe(String newDescription) {
        this.description = newDescription;
    }

    void cover(List<RequestPattern> newPatterns) {
        this.patterns = newPatterns.stream().map(RequestPattern::text).collect(Collectors.joining("\n"));
    }
}
