package io.latchkey.contact;

import io.latchkey.database.ConflictRetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The contacts of the organisations: added and changed, each in a transaction of its own. */
@Singleton
public class Contacts {

    private final ContactWriter writer;

    @Inject
    Contacts(ContactWriter writer) {
        this.writer = writer;
    }

    /**
     * Adds the contact that the request means, or changes it. Not to be called within a transaction.
     *
     * @throws io.latchkey.problem.ProblemException when the request is not valid, or means two contacts at once
     */
    public WrittenContact save(long organisationId, ContactRequest request, WriteRules rules) {
        return ConflictRetry.call(() -> writer.write(organisationId, request, rules));
    }
}
