package io.latchkey.subscription;

import io.latchkey.channel.Address;
import io.latchkey.channel.AddressDigester;
import io.latchkey.channel.ChannelType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/**
 * The e-mail addresses that must not receive mail, whether or not they belong to a contact. They are stored
 * as digests: the list outlives the contacts, and reveals only whether a given address is on it.
 */
@Singleton
public class UnsubscribedEmails {

    private final EntityManager entities;
    private final AddressDigester digester;

    @Inject
    public UnsubscribedEmails(EntityManager entities, AddressDigester digester) {
        this.entities = entities;
        this.digester = digester;
    }

    /** Returns whether the address must not receive mail. */
    public boolean contains(long organisationId, Address email) {
        return !entities.createNativeQuery("SELECT 1 FROM unsubscribed_email WHERE organisation_id = ? AND digest = ?")
                .setParameter(1, organisationId)
                .setParameter(2, digester.digest(organisationId, ChannelType.EMAIL.code(), email.key()))
                .getResultList()
                .isEmpty();
    }
}
