package io.latchkey.event;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.database.ConflictRetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;

/**
 * The events of the organisations, each stored once, however often its request is repeated.
 *
 * <p>A client that received no response sends the same request again, with the same API key, version, type,
 * key value and parameters. This counts as a repeat if it arrives within {@code latchkey.event.repeat-window}
 * and no other event of the same type and key value has arrived in between. An event that differs in anything
 * is separate, so that nothing is lost when a cart is changed and changed back, or an order is paid twice. A
 * past event is also identified by its time, without any time limit on repeats.
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
        String digest = EventDigest.ofRequest(content, sender.keyId(), version);
        // If the same request arrives twice at once, the second finds the event of the first, and decides by that.
        ConflictRetry.call(() -> store.append(sender.organisationId(), content, digest));
    }

    /**
     * Stores an event raised by the product itself, in the caller's transaction. It is not a request and so
     * never a repeat.
     *
     * @param params JSON text: an object from names to values
     */
    public void raise(long organisationId, String eventTypeKey, String keyValue, String params) {
        store.add(organisationId, new EventContent(eventTypeKey, keyValue, params), EventDigest.ofOwn());
    }

    /**
     * Stores those past events that are not yet stored; if the database fails, none of them.
     *
     * @return the digests of the events that were stored
     */
    Set<String> receivePast(long organisationId, Collection<PastEvent> events) {
        return ConflictRetry.call(() -> store.addMissing(organisationId, events));
    }
}
