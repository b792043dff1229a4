package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Writes the channels of a contact that the transaction has locked or added. */
@Singleton
class ContactChannelWriter {

    /** The maximum number of a contact's channels, which are read and written together. */
    static final int MAX_CHANNELS = 100;

    private final EntityManager entities;
    private final ContactFinder finder;

    @Inject
    ContactChannelWriter(EntityManager entities, ContactFinder finder) {
        this.entities = entities;
        this.finder = finder;
    }

    /**
     * Writes the channels of a contact that is new, and whose row is written.
     *
     * @throws ProblemException 400, if they are too many
     */
    void add(Contact contact, ChannelChange change) {
        write(contact, change, List.of());
    }

    /**
     * Changes the channels of a stored contact.
     *
     * @throws ProblemException 400, if they would be too many
     * @throws ContactConflict if an address that is not confirmed would replace one that is
     */
    void change(Contact contact, ChannelChange change) {
        write(contact, change, finder.channels(contact));
    }

    private void write(Contact contact, ChannelChange change, List<ContactChannel> present) {
        List<RequestedChannel> written = change.written();
        requireRoom(written, contact, change, present);
        written.forEach(channel -> put(channel, contact, change, present));
        clear(ChannelType.EMAIL, ContactField.EMAIL, change, present);
        clear(ChannelType.SMS, ContactField.SMS, change, present);
    }

    /**
     * Refuses channels that would make too many. A contact that has too many already can still be changed
     * otherwise.
     */
    private static void requireRoom(
            List<RequestedChannel> written, Contact contact, ChannelChange change, List<ContactChannel> present) {
        // An address that identifies takes the place of the present one.
        long more = written.stream()
                .filter(channel -> change.stored(channel)
                        .filter(own -> own.contactId() == contact.id())
                        .isEmpty())
                .filter(channel -> !channel.type().isIdentifying()
                        || present.stream().noneMatch(old -> old.type() == channel.type()))
                .count();
        if (more > 0 && present.size() + more > MAX_CHANNELS) {
            throw ProblemException.invalid(
                    "channels", "must not be more than " + MAX_CHANNELS + " in total, including those stored");
        }
    }

    private void put(RequestedChannel requested, Contact contact, ChannelChange change, List<ContactChannel> present) {
        boolean identifying = requested.type().isIdentifying();
        boolean isNew = change.stored(requested).isEmpty();
        if (isNew && identifying) {
            present.stream()
                    .filter(channel -> channel.type() == requested.type())
                    .forEach(old -> remove(old, requested, change));
        }
        ContactChannel channel = change.stored(requested)
                .map(found -> identifying ? found : lockDevice(found))
                .orElseGet(
                        () -> new ContactChannel(contact, requested.type(), requested.address(), change.confirmed()));
        channel.respell(requested.address());
        channel.giveTo(contact);
        if (change.confirmed()) {
            channel.confirm();
        }
        requested.device().ifPresent(channel::setDevice);
        if (isNew) {
            entities.persist(channel);
        }
        // Each by itself, as EclipseLink would insert them in any order. Two requests with the same addresses would
        // then wait for each other, which PostgreSQL notices only after a second (deadlock_timeout).
        entities.flush();
    }

    /** Returns the channel as it is now: another contact may take it, or the one that has it be deleted. */
    private ContactChannel lockDevice(ContactChannel channel) {
        return entities.createQuery("SELECT h FROM ContactChannel h WHERE h = :channel", ContactChannel.class)
                .setParameter("channel", channel)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElseThrow(ContactVanished::new);
    }

    /** Removes the channel whose place the requested one takes. */
    private void remove(ContactChannel old, RequestedChannel requested, ChannelChange change) {
        if (old.isConfirmed() && !change.confirmed()) {
            throw ContactConflict.confirmed(requested.field() + ".value");
        }
        entities.remove(old);
    }

    private void clear(ChannelType type, ContactField field, ChannelChange change, List<ContactChannel> present) {
        if (change.clears(type, field)) {
            present.stream().filter(channel -> channel.type() == type).forEach(entities::remove);
        }
    }
}
