package io.latchkey.contact;

import io.latchkey.channel.AddressDigester;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers deleted contacts, so that a bulk import does not add them again unasked. Only digests are kept:
 * they reveal whether a given address was deleted, and nothing else.
 */
@Singleton
class DeletedContacts {

    private static final String EXTERNAL = "externalCustomerId";

    private final EntityManager entities;
    private final AddressDigester digester;
    private final Clock clock;

    @Inject
    DeletedContacts(EntityManager entities, AddressDigester digester, Clock clock) {
        this.entities = entities;
        this.digester = digester;
        this.clock = clock;
    }

    void remember(Contact contact, List<ContactChannel> channels) {
        List<byte[]> digests = new ArrayList<>();
        contact.externalCustomerId()
                .ifPresent(id -> digests.add(digester.digest(contact.organisationId(), EXTERNAL, id)));
        channels.stream()
                .filter(channel -> channel.type().isIdentifying())
                .forEach(channel -> digests.add(
                        digester.digest(contact.organisationId(), channel.type().code(), channel.addressKey())));
        // The digest may exist already, from an earlier contact.
        forget(contact.organisationId(), digests);
        for (byte[] digest : digests) {
            entities.createNativeQuery(
                            "INSERT INTO deleted_contact (organisation_id, digest, deleted_at) VALUES (?, ?, ?)")
                    .setParameter(1, contact.organisationId())
                    .setParameter(2, digest)
                    .setParameter(3, SqlInstant.of(clock.instant()))
                    .executeUpdate();
        }
    }

    /**
     * Forgets the external customer id and the addresses, which a contact gets again, and returns whether a deleted
     * contact had one of them.
     */
    boolean forget(long organisationId, Optional<String> externalCustomerId, List<RequestedChannel> channels) {
        return forget(organisationId, digests(organisationId, externalCustomerId, channels));
    }

    private boolean forget(long organisationId, List<byte[]> digests) {
        if (digests.isEmpty()) {
            return false;
        }
        // In pairs: with a list of digests, H2 would read all of the organisation's.
        Query delete = entities.createNativeQuery("DELETE FROM deleted_contact WHERE (organisation_id, digest) IN ("
                + "(?, ?)" + ", (?, ?)".repeat(digests.size() - 1) + ")");
        List<Object> values = new ArrayList<>();
        digests.forEach(digest -> values.addAll(List.of(organisationId, digest)));
        return SqlValues.bind(delete, values).executeUpdate() > 0;
    }

    private List<byte[]> digests(
            long organisationId, Optional<String> externalCustomerId, List<RequestedChannel> channels) {
        List<byte[]> digests = new ArrayList<>();
        externalCustomerId.ifPresent(id -> digests.add(digester.digest(organisationId, EXTERNAL, id)));
        for (RequestedChannel channel : channels) {
            if (channel.type().isIdentifying()) {
                digests.add(digester.digest(
                        organisationId, channel.type().code(), channel.address().key()));
            }
        }
        return digests;
    }
}
