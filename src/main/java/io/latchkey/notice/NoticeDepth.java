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

/** How many notices wait to be sent, of all organisations. */
@Singleton
public class NoticeDepth {

    private final Clock clock;

    @Inject
    public NoticeDepth(Clock clock) {
        this.clock = clock;
    }

    /** By the name of each channel. */
    public Map<String, QueueDepth> read(Connection connection) throws SQLException {
        Map<String, QueueDepth> depths = new TreeMap<>();
        for (NoticeChannel channel : NoticeChannel.values()) {
            depths.put(channel.name(), QueueDepth.read(connection, "notice_delivery", channel.name(), clock.instant()));
        }
        return Collections.unmodifiableMap(depths);
    }

    /** The names. */
    public static List<String> channels() {
        return Arrays.stream(NoticeChannel.values()).map(Enum::name).toList();
    }
}
