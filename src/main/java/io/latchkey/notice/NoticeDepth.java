package io.latchkey.notice;

import io.latchkey.outbox.QueueDepth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports how many notices of all organisations are waiting to be sent. */
@Singleton
public class NoticeDepth {

    private final Clock clock;

    @Inject
    public NoticeDepth(Clock clock) {
        this.clock = clock;
    }

    /** Returns the queue depth of each channel, by the channel's name. */
    public Map<String, QueueDepth> read(Connection connection) throws SQLException {
        Map<String, QueueDepth> depths = new TreeMap<>();
        for (NoticeChannel channel : NoticeChannel.values()) {
            depths.put(channel.name(), QueueDepth.read(connection, "notice_delivery", channel.name(), clock.instant()));
        }
        return Collections.unmodifiableMap(depths);
    }

    /** Returns the names of the channels. */
    public static List<String> channels() {
        return Arrays.stream(NoticeChannel.values()).map(Enum::name).toList();
    }
}
