package io.latchkey.subscription;

import io.latchkey.database.SqlValues;
import io.latchkey.organisation.NamedRows;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The subscriptions of the organisations, and the contacts that have them. */
@Singleton
public class Subscriptions {

    /** The maximum number of subscriptions per organisation, few enough to be listed at once. */
    public static final int MAX_SUBSCRIPTIONS = 500;

    private final EntityManager entities;
    private final NamedRows<Subscription> named;
    private final Clock clock;

    @Inject
    public Subscriptions(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.named = new NamedRows<>(
                entities,
                Subscription.class,
                Subscription::id,
                MAX_SUBSCRIPTIONS,
                () -> ProblemException.invalid(
                        "subscriptions",
                        "must not create another subscription: the organisation already has " + MAX_SUBSCRIPTIONS));
        this.clock = clock;
    }

    /** Returns all subscriptions of the organisation. */
    public List<Subscription> list(long organisationId) {
        return entities.createQuery(
                        "SELECT s FROM Subscription s WHERE s.organisationId = :organisation ORDER BY s.id",
                        Subscription.class)
                .setParameter("organisation", organisationId)
                .setMaxResults(MAX_SUBSCRIPTIONS)
                .getResultList();
    }

    /** Returns the names of the contact's subscriptions, in the order of the subscriptions' creation. */
    @SuppressWarnings("unchecked")
    public List<String> ofContact(long organisationId, long contactId) {
        return entities.createNativeQuery(
                        "SELECT s.name FROM subscriber r JOIN subscription s ON s.id = r.subscription_id"
                                + " WHERE r.contact_id = ? AND r.organisation_id = ? ORDER BY s.id")
                .setParameter(1, contactId)
                .setParameter(2, organisationId)
                .getResultList();
    }

    /**
     * Returns the ids of the subscriptions with the given names, creating those that are missing, with one statement if
     * none is. Must be called before the transaction locks a contact, as it may take the {@link OrganisationLock}. If
     * two concurrent callers create the same subscription, one of them waits until the other's transaction has ended,
     * and takes the subscription that the other has created.
     *
     * @throws ProblemException 400, when the organisation would have more than {@link #MAX_SUBSCRIPTIONS}
     */
    @Transactional
    public Collection<Long> ofNames(long organisationId, Collection<String> names) {
        return named.findOrCreate(
                        organisationId, names, name -> new Subscription(organisationId, name, clock.instant()))
                .values();
    }

    /** Replaces the contact's subscriptions by those with the given ids. The caller must have locked the contact. */
    @Transactional
    public void replace(long contactId, Collection<Long> ids) {
        leaveAll(contactId);
        add(contactId, ids);
    }

    /**
     * Adds the subscriptions with the given ids to the contact, with one statement; those of another organisation are
     * ignored. The caller must have locked the contact.
     */
    @Transactional
    public void add(long contactId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Query insert = entities.createNativeQuery("INSERT INTO subscriber (subscription_id, contact_id,"
                + " organisation_id) SELECT s.id, c.id, s.organisation_id FROM subscription s, contact c"
                + " WHERE c.id = ? AND c.organisation_id = s.organisation_id"
                + " AND s.id IN (" + SqlValues.placeholders(ids.size()) + ") AND NOT EXISTS"
                + " (SELECT 1 FROM subscriber r WHERE r.subscription_id = s.id AND r.contact_id = c.id)");
        List<Long> values = new ArrayList<>(List.of(contactId));
        values.addAll(ids);
        SqlValues.bind(insert, values).executeUpdate();
    }

    /** Removes all subscriptions of the contact. */
    @Transactional
    public void leaveAll(long contactId) {
        entities.createNativeQuery("DELETE FROM subscriber WHERE contact_id = ?")
                .setParameter(1, contactId)
                .executeUpdate();
    }
}
