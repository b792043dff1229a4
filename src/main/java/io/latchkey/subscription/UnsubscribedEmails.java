package io.latchkey.subscription;

import io.latchkey.channel.Address;
import io.latchkey.channel.AddressDigester;
import io.latchkey.channel.ChannelType;
import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * The e-mail addresses that must not receive mail, whether or not they belong to a contact. They are stored
 * as digests: the list outlives the contacts, and reveals only whether a given address is on it.
 */
@Singleton
public class UnsubscribedEmails {

    private final EntityManager entities;
    private final AddressDigester digester;
    private final Clock clock;

    @Inject
    public UnsubscribedEmails(EntityManager entities, AddressDigester digester, Clock clock) {
        this.entities = entities;
        this.digester = digester;
        this.clock = clock;
    }

    /** Returns whether the address must not receive mail. */
    public boolean contains(long organisationId, Address email) {
        return !bind("SELECT 1 FROM unsubscribed_email", organisationId, email)
                .getResultList()
                .isEmpty();
    }

    /**
     * Adds addresses to the list; those already on it are kept. If two callers add the same address
     * concurrently, one of them gets a database error and must retry.
     */
    @Transactional
    public void add(long organisationId, Collection<Address> emails) {
        for (Address email : sorted(emails)) {
            if (!contains(organisationId, email)) {
                entities.createNativeQuery("INSERT INTO unsubscribed_email (organisation_id, digest, unsubscribed_at)"
                                + " VALUES (?, ?, ?)")
                        .setParameter(1, organisationId)
                        .setParameter(2, digest(organisationId, email))
                        .setParameter(3, SqlInstant.of(clock.instant()))
                        .executeUpdate();
            }
        }
    }

    /** Removes addresses from the list. */
    @Transactional
    public void remove(long organisationId, Collection<Address> emails) {
        sorted(emails).forEach(email -> bind("DELETE FROM unsubscribed_email", organisationId, email)
                .executeUpdate());
    }

    /**
     * Sorts the addresses, so that concurrent callers process them in the same order and cannot deadlock.
     */
    private static List<Address> sorted(Collection<Address> emails) {
        return emails.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    private Query bind(String statement, long organisationId, Address email) {
        return entities.createNativeQuery(statement + " WHERE organisation_id = ? AND digest = ?")
                .setParameter(1, organisationId)
                .setParameter(2, digest(organisationId, email));
    }

    private byte[] digest(long organisationId, Address email) {
        return digester.digest(organisationId, ChannelType.EMAIL.code(), email.key());
    }
}
