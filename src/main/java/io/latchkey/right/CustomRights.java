package io.latchkey.right;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.Problem;
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

/**
 * Manages the organisations' custom rights. A change takes effect with the next request of each key that has
 * the right.
 */
@Singleton
public class CustomRights {

    /** Per organisation: all rights are returned in one response, and shown in one list to choose from. */
    private static final int MAX_RIGHTS = 100;

    private static final String PATTERN_RULE =
            "must be a method in upper case or *, a space, and a path such as /orders/*/lines/**, decoded, of at most "
                    + RequestPattern.MAX_LENGTH + " characters in total";

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

    /** Returns all rights of the organisation, sorted by name. */
    public List<CustomRight> list(long organisationId) {
        return entities.createQuery(
                        "SELECT r FROM CustomRight r WHERE r.organisationId = :organisation ORDER BY r.name",
                        CustomRight.class)
                .setParameter("organisation", organisationId)
                .setMaxResults(MAX_RIGHTS)
                .getResultList();
    }

    /** Returns the organisation's right with the given name. */
    public Optional<CustomRight> find(long organisationId, String name) {
        return query(organisationId, name).getResultStream().findFirst();
    }

    /**
     * Returns the right with the given name and locks it against changes and deletion until the caller's
     * transaction ends.
     */
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
     * Returns what would be refused in a request to create a right, beyond the constraints of its fields: patterns that
     * are not valid, and a name that is taken. Stores nothing: for a form that shows all errors at once.
     */
    @Transactional
    public List<Problem> refusals(long organisationId, CustomRightRequest request) {
        List<Problem> refusals = new ArrayList<>(invalid(request.patterns()));
        // Other names have no right, and the database may not be able to look for them.
        if (request.name().matches(CustomRightRequest.NAME)
                && find(organisationId, request.name()).isPresent()) {
            refusals.add(nameTaken());
        }
        return refusals;
    }

    /** Returns the same for a change to a right, whose name stays. */
    public List<Problem> refusals(CustomRightChange change) {
        return change.newPatterns().map(CustomRights::invalid).orElse(List.of());
    }

    private static List<Problem> invalid(List<String> patterns) {
        FieldErrors errors = new FieldErrors();
        errors.collect(() -> patterns(patterns));
        return errors.list().isEmpty() ? List.of() : List.of(Problem.invalid(errors.list()));
    }

    private static Problem nameTaken() {
        return Problem.conflict("name", "A custom right with this name already exists.");
    }

    /**
     * Creates a right.
     *
     * @throws ProblemException 400, if patterns are not valid; 409, if the name is taken or the organisation
     *     has 100 rights
     */
    @Transactional
    public CustomRight create(long organisationId, CustomRightRequest request) {
        List<RequestPattern> patterns = patterns(request.patterns());
        // The lock keeps the count valid, and serialises the creation of two rights with the same name.
        OrganisationLock.take(entities, organisationId);
        if (find(organisationId, request.name()).isPresent()) {
            throw new ProblemException(nameTaken());
        }
        if (list(organisationId).size() >= MAX_RIGHTS) {
            throw ProblemException.conflict(
                    "", "There are already " + MAX_RIGHTS + " custom rights. Delete one that no key has.");
        }
        CustomRight right =
                new CustomRight(organisationId, request.name(), request.description(), patterns, clock.instant());
        entities.persist(right);
        entities.flush();
        audit.add(
                AuditAction.RIGHT_CREATED,
                organisationId,
                right.name(),
                Optional.empty(),
                Optional.of(RightState.of(right)));
        return right;
    }

    /**
     * Changes a right; fields left out of the change stay as they are.
     *
     * @param expectedVersion the version that the user has read, if given
     * @throws ProblemException 400, if a pattern is not valid
     * @throws StaleVersionException if the right no longer has that version
     */
    @Transactional
    public Optional<CustomRight> change(
            long organisationId, String name, Optional<Long> expectedVersion, CustomRightChange change) {
        Optional<CustomRight> found = findToKeep(organisationId, name);
        found.ifPresent(right -> {
            right.requireVersion(expectedVersion);
            RightState before = RightState.of(right);
            change.newDescription().ifPresent(right::setDescription);
            change.newPatterns().map(CustomRights::patterns).ifPresent(right::setPatterns);
            // Ensures that the response carries the new version.
            entities.flush();
            changed.fire(new CustomRightChanged(right.id()));
            audit.addChange(AuditAction.RIGHT_CHANGED, organisationId, name, before, RightState.of(right));
        });
        return found;
    }

    /**
     * Deletes a right permanently. Returns false if there is no such right.
     *
     * @throws ProblemException 409, if a key has it
     * @throws StaleVersionException if the right no longer has that version
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
            RightState last = RightState.of(right);
            entities.remove(right);
            entities.flush();
            audit.add(AuditAction.RIGHT_DELETED, organisationId, name, Optional.of(last), Optional.empty());
        });
        return found.isPresent();
    }

    /** Returns the numbers of at most {@code limit} keys that have the right. */
    public List<Long> holders(long organisationId, String name, int limit) {
        return find(organisationId, name).map(right -> holders(right, limit)).orElse(List.of());
    }

    // Keys depend on rights; this query is the only dependency in the other direction.
    private List<Long> holders(CustomRight right, int limit) {
        return entities.createQuery(
                        "SELECT k.number FROM ApiKey k WHERE k.organisationId = :organisation AND k.customRight = :right",
                        Long.class)
                .setParameter("organisation", right.organisationId())
                .setParameter("right", right)
                .setMaxResults(limit)
                .getResultList();
    }

    private static List<RequestPattern> patterns(List<String> texts) {
        FieldErrors errors = new FieldErrors();
        List<RequestPattern> patterns = errors.parse("patterns", texts, RequestPattern::parse, PATTERN_RULE);
        errors.throwIfAny();
        return patterns;
    }
}
