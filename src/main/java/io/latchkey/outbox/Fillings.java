package io.latchkey.outbox;

import io.latchkey.json.Json;
import io.latchkey.template.Channel;
import io.latchkey.template.Filling;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Creates the values of a message's placeholders from the stored data. */
@Singleton
public class Fillings {

    private final Json json;

    @Inject
    public Fillings(Json json) {
        this.json = json;
    }

    /** Returns the placeholder values of a message. */
    public Filling of(OutboxMessage message) {
        return of(message.params(), message.channel(), message.recipient());
    }

    /** Returns the placeholder values of a message. */
    public Filling of(HistoryLine message) {
        return of(message.params(), message.channel(), message.recipient());
    }

    /** Returns the placeholder values of a message that is not queued yet. */
    public Filling of(Channel channel, Addressee addressee) {
        return of(addressee.params(), channel, addressee.address());
    }

    Filling of(String params, Channel channel, String recipient) {
        return new Filling(json.readTree(params.getBytes(StandardCharsets.UTF_8)), channel, recipient);
    }
}
