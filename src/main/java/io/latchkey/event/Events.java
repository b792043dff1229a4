package io.latchkey.event;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.database.ConflictRetry;
import io.latchkey.database.DatabaseFault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;

/**
 * The events of the organisations, each stored once however often its request is repeated.
 *
 * <p>A client that got no answer sends the same request again: the same API key, version, type, key value and parameters.
 * That is a repeat, if it comes within {@code latchkey.event.repeat-window} and no other event of the same type and key
 * value has come in between. Whatever differs in anything is an event of its own: of a cart that is changed and changed
 * back, or of an order that is paid twice, nothing may be lost. An event of the past is the same when its time is, too,
 * and then for ever.
 */
@Singleton
public class Events {

    private final EventStore store;

    @Inject
    public Events(EventStore store) {
        this.store = store;
    }

    /** Stores an event that happens now, unless the request is a repeat. */
    void receive(ApiKeyPrincipal sender, String version, EventContent content) {
        try {
            store.append(sender.organisationId(), content, EventDigest.ofRequest(content, sender.keyId(), version));
        } catch (RuntimeException e) {
            if (!DatabaseFault.isDuplicate(e)) {
                throw e;
            }
            // The same request twice at once: the other one has stored the event.
        }
    }

    /**
     * Stores an event that the product itself tells of, in the caller's transaction. It is no request, so no repeat of one.
     *
     * @param params JSON text: an object from names to values
     */
    public void tell(long organisationId, String eventTypeKey, String keyValue, String params) {
        store.add(organisationId, new EventContent(eventTypeKey, keyValue, params), EventDigest.ofOwn());
    }

    /**
     * Stores the past events that are not there yet, all or, when the database fails, none.
     *
     * @return the digests of those that were stored
     */
    Set<String> receivePast(long organisationId, Collection<PastEvent> events) {
        return ConflictRetry.call(() -> store.addMissing(organisationId, events));
    }
}
