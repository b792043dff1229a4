package io.latchkey.right;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The custom rights of the organisations. A change counts from the next request of each key that has the right. */
@Singleton
public class CustomRights {

    /** Rights of an organisation: all of them are one answer, and one list to choose from. */
    private static final int MAX_RIGHTS = 100;

    private final EntityManager entities;
    private final AuditLog audit;
    private final Event<CustomRightChanged> changed;
    private final Clock clock;

    @Inject
    public CustomRights(EntityManager entities, AuditLog audit, Event<CustomRightChanged> changed, Clock clock) {
        this.entities = entities;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    /** All of the organisation, in the order of their names. */
    public List<CustomRight> list(long organisationId) {
        return entities.createQuery(
                        "SELECT r FROM CustomRight r WHERE r.organisationId = :organisation ORDER BY r.name",
                        CustomRight.class)
                .setParameter("organisation", organisationId)
                .setMaxResults(MAX_RIGHTS)
                .getResultList();
    }

    /** The organisation's right with this name. */
    public Optional<CustomRight> find(long organisationId, String name) {
        return query(organisationId, name).getResultStream().findFirst();
    }

    /** The same as a step of the caller's transaction, until whose end it is neither changed nor deleted by another. */
    public Optional<CustomRight> findToKeep(long organisationId, String name) {
        return query(organisationId, name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<CustomRight> query(long organisationId, String name) {
        return entities.createQuery(
                        "SELECT r FROM CustomRight r WHERE r.organisationId = :organisation AND r.name = :name",
                        CustomRight.class)
                .setParameter("organisation", organisationId)
                .setParameter("name", name);
    }

    /**
     * Makes a right.
     *
     * @throws ProblemException 400, when a pattern is none; 409, when the name is taken or the organisation has 100 rights
     */
    @Transactional
    public CustomRight create(long organisationId, CustomRightRequest request) {
        List<RequestPattern> patterns = patterns(request.patterns());
        // The lock lets the count hold, and two of the same name come one after the other.
        OrganisationLock.take(entities, organisationId);
        if (find(organisationId, request.name()).isPresent()) {
            throw ProblemException.conflict("name", "A custom right with this name already exists.");
        }
        if (list(organisationId).size() >= MAX_RIGHTS) {
            throw ProblemException.conflict(
                    "", "There are already " + MAX_RIGHTS + " custom rights. Delete one that no key has.");
        }
        CustomRight right =
                new CustomRight(organisationId, request.name(), request.description(), patterns, clock.instant());
        entities.persist(right);
        entities.flush();
        write(AuditAction.RIGHT_CREATED, organisationId, Optional.empty(), Optional.of(right));
        return right;
    }

    /**
     * Changes a right; what the change leaves out stays.
     *
     * @param expectedVersion the version that the user has read, if they say so
     * @throws ProblemException 400, when a pattern is none
     * @throws StaleVersionException when the right is no longer of that version
     */
    @Transactional
    public Optional<CustomRight> change(
            long organisationId, String name, Optional<Long> expectedVersion, CustomRightChange change) {
        Optional<CustomRight> found = findToKeep(organisationId, name);
        found.ifPresent(right -> {
            right.requireVersion(expectedVersion);
            CustomRightDocument before = CustomRightDocument.of(right);
            change.newDescription().ifPresent(right::describe);
            change.newPatterns().map(CustomRights::patterns).ifPresent(right::cover);
            // So that the answer carries the version after the change.
            entities.flush();
            changed.fire(new CustomRightChanged(right.id()));
            if (!before.equals(CustomRightDocument.of(right))) {
                write(AuditAction.RIGHT_CHANGED, organisationId, Optional.of(before), Optional.of(right));
            }
        });
        return found;
    }

    /**
     * Deletes a right for good; false when there is none.
     *
     * @throws ProblemException 409, when a key has it
     * @throws StaleVersionException when the right is no longer of that version
     */
    @Transactional
    public boolean delete(long organisationId, String name, Optional<Long> expectedVersion) {
        Optional<CustomRight> found = findToKeep(organisationId, name);
        found.ifPresent(right -> {
            right.requireVersion(expectedVersion);
            holders(right, 1).forEach(number -> {
                throw ProblemException.conflict(
                        "keys", "Key " + number + " has this right. First give the keys that have it another one.");
            });
            CustomRightDocument last = CustomRightDocument.of(right);
            entities.remove(right);
            entities.flush();
            write(AuditAction.RIGHT_DELETED, organisationId, Optional.of(last), Optional.empty());
        });
        return found.isPresent();
    }

    /** Some of the keys that have the right, by their numbers: at most {@code limit}. */
    public List<Long> holders(long organisationId, String name, int limit) {
        return find(organisationId, name).map(right -> holders(right, limit)).orElse(List.of());
    }

    // Keys know rights, and rights know keys by this query alone.
    private List<Long> holders(CustomRight right, int limit) {
        return entities.createQuery(
                        "SELECT k.number FROM ApiKey k WHERE k.organisationId = :organisation AND k.customRight = :right",
                        Long.class)
                .setParameter("organisation", right.organisationId())
                .setParameter("right", right)
                .setMaxResults(limit)
                .getResultList();
    }

    private void write(
            AuditAction action,
            long organisationId,
            Optional<CustomRightDocument> before,
            Optional<CustomRight> after) {
        Optional<CustomRightDocument> now = after.map(CustomRightDocument::of);
        String name = now.or(() -> before).orElseThrow().name();
        audit.add(action, organisationId, name, before.map(Record.class::cast), now.map(Record.class::cast));
    }

    private static List<RequestPattern> patterns(List<String> texts) {
        List<RequestPattern> patterns = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String field = "patterns[" + i + "]";
            patterns.add(Optional.ofNullable(texts.get(i))
                    .flatMap(RequestPattern::parse)
                    .orElseThrow(() -> ProblemException.invalid(
                            field,
                            "must be a method in upper case or *, a space, and a path such as /orders/*/lines/**, decoded,"
                                    + " of at most " + RequestPattern.MAX_LENGTH + " characters in total")));
        }
        return patterns;
    }
}
