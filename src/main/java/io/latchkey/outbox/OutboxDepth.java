package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Reports how many messages of all organisations are waiting to be sent. */
@Singleton
public class OutboxDepth {

    private final Clock clock;

    @Inject
    public OutboxDepth(Clock clock) {
        this.clock = clock;
    }

    /** Returns the queue depth of each channel. */
    public Map<Channel, QueueDepth> read(Connection connection) throws SQLException {
        Map<Channel, QueueDepth> depths = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            depths.put(channel, QueueDepth.read(connection, "message", channel.name(), clock.instant()));
        }
        return Collections.unmodifiableMap(depths);
    }
}
