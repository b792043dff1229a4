package io.latchkey.contact;

import io.latchkey.database.ConflictRetry;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Adds, changes and deletes the contacts of the organisations, each time in its own transaction. Must not be
 * called within a transaction.
 */
@Singleton
public class Contacts {

    private final ContactWriter writer;
    private final ContactDeletion deletion;
    private final SubscriptionForms forms;

    @Inject
    Contacts(ContactWriter writer, ContactDeletion deletion, SubscriptionForms forms) {
        this.writer = writer;
        this.deletion = deletion;
        this.forms = forms;
    }

    /**
     * Adds or changes the contact that the request refers to.
     *
     * @throws ProblemException when the request is not valid or refers to two contacts at once
     */
    public WrittenContact save(long organisationId, ContactRequest request, WriteRules rules) {
        return ConflictRetry.call(() -> writer.write(organisationId, request, rules));
    }

    /**
     * Changes the contact with the given id, whatever else the request may identify; returns empty when there
     * is no such contact.
     *
     * @throws ProblemException when the request is not valid, or an address belongs to another contact
     */
    public Optional<WrittenContact> change(long organisationId, long id, ContactRequest request) {
        return ConflictRetry.call(() -> writer.change(organisationId, id, request));
    }

    /**
     * Stores the input of a subscription form.
     *
     * @throws ProblemException when the request is not valid or refers to two contacts at once
     */
    public WrittenContact subscribe(long organisationId, SubscribeRequest request) {
        return ConflictRetry.call(() -> forms.take(organisationId, request));
    }

    /** Permanently deletes the contact; returns empty when there is no such contact. */
    public Optional<Long> delete(long organisationId, long id) {
        return ConflictRetry.call(() -> deletion.delete(organisationId, id));
    }

    /** Permanently deletes the contact with the given id in the client's own system; empty when there is none. */
    public Optional<Long> deleteOfExternalCustomer(long organisationId, String externalCustomerId) {
        return ConflictRetry.call(() -> deletion.deleteOfExternalCustomer(organisationId, externalCustomerId));
    }
}
