package io.latchkey.contact;

import io.latchkey.database.ConflictRetry;
import io.latchkey.subscription.Subscriptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Optional;

/** Changes the subscriptions of a contact, one change after the other. */
@Singleton
class ContactSubscriptions {

    private final ContactFinder finder;
    private final ContactWriter writer;
    private final Subscriptions subscriptions;

    @Inject
    ContactSubscriptions(ContactFinder finder, ContactWriter writer, Subscriptions subscriptions) {
        this.finder = finder;
        this.writer = writer;
        this.subscriptions = subscriptions;
    }

    /**
     * Replaces the contact's subscriptions, creating those that are missing, and returns the contact's id;
     * empty when there is no such contact. The contact is locked before they are replaced: two concurrent callers
     * would otherwise each remove what was there before, and leave what both of them add. Must be repeated as a
     * whole when the database reports a conflict ({@link ConflictRetry}).
     *
     * @throws io.latchkey.problem.ProblemException 400, when the organisation would have too many
     *     subscriptions
     */
    @Transactional
    public Optional<Long> replace(long organisationId, long id, Collection<String> names) {
        if (!finder.isPresent(organisationId, id)) {
            return Optional.empty();
        }
        Collection<Long> chosen = subscriptions.ofNames(organisationId, names);
        writer.lock(organisationId, id);
        subscriptions.replace(id, chosen);
        return Optional.of(id);
    }
}
