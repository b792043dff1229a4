package io.latchkey.contact;

import io.latchkey.database.ConflictRetry;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The contacts of the organisations: added, changed and deleted, each time in a transaction of its own. Not to be called
 * within one.
 */
@Singleton
public class Contacts {

    private final ContactWriter writer;
    private final ContactFinder finder;
    private final ContactDeletion deletion;
    private final SubscriptionForms forms;

    @Inject
    Contacts(ContactWriter writer, ContactFinder finder, ContactDeletion deletion, SubscriptionForms forms) {
        this.writer = writer;
        this.finder = finder;
        this.deletion = deletion;
        this.forms = forms;
    }

    /**
     * Adds the contact that the request means, or changes it.
     *
     * @throws ProblemException when the request is not valid, or means two contacts at once
     */
    public WrittenContact save(long organisationId, ContactRequest request, WriteRules rules) {
        return ConflictRetry.call(() -> writer.write(organisationId, request, rules));
    }

    /**
     * Changes the contact with this id, whatever else the request may be known by; none when there is no such contact.
     *
     * @throws ProblemException when the request is not valid, or an address is another contact's
     */
    public Optional<WrittenContact> change(long organisationId, long id, ContactRequest request) {
        return finder.find(organisationId, id)
                .map(contact -> save(organisationId, request.with(contact.id()), WriteRules.OF_ID));
    }

    /**
     * Takes what someone filled into a subscription form.
     *
     * @throws ProblemException when the request is not valid, or means two contacts at once
     */
    public WrittenContact subscribe(long organisationId, SubscribeRequest request) {
        return ConflictRetry.call(() -> forms.take(organisationId, request));
    }

    /** Deletes the contact for good; none when there is no such contact. */
    public Optional<Long> delete(long organisationId, long id) {
        return ConflictRetry.call(() -> deletion.delete(organisationId, id));
    }

    /** Deletes the contact for good that has this id in the client's own system. */
    public Optional<Long> deleteOfExternalCustomer(long organisationId, String externalCustomerId) {
        return finder.idOfExternalCustomer(organisationId, externalCustomerId)
                .flatMap(id -> delete(organisationId, id));
    }
}
