package io.latchkey.metrics;

import io.latchkey.database.BoundedReading;
import io.latchkey.notice.NoticeDepth;
import io.latchkey.outbox.OutboxDepth;
import io.latchkey.outbox.QueueDepth;
import io.latchkey.template.Channel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** Registers how much is waiting to be sent by all nodes; NaN while the database does not answer. */
@Singleton
public class QueueMetrics {

    private static final Duration FRESH_FOR = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final double MILLIS = 1e3;

    private final PrometheusMeterRegistry registry;
    private final DataSource dataSource;
    private final OutboxDepth outbox;
    private final NoticeDepth notices;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    public QueueMetrics(
            PrometheusMeterRegistry registry, DataSource dataSource, OutboxDepth outbox, NoticeDepth notices) {
        this.registry = registry;
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.notices = notices;
    }

    @PostConstruct
    void register() {
        BoundedReading<Depths> depths = new BoundedReading<>(dataSource, executor, this::read, FRESH_FOR, PATIENCE);
        for (Channel channel : Channel.values()) {
            gauges("latchkey.outbox", channel.name(), depths, read -> read.outbox()
                    .get(channel));
        }
        for (String channel : NoticeDepth.channels()) {
            gauges("latchkey.notices", channel, depths, read -> read.notices().get(channel));
        }
    }

    private Depths read(Connection connection) throws SQLException {
        return new Depths(outbox.read(connection), notices.read(connection));
    }

    private void gauges(
            String queue, String channel, BoundedReading<Depths> depths, Function<Depths, QueueDepth> depth) {
        gauge(queue + ".queued", channel, depths, read ->
                (double) depth.apply(read).queued());
        gauge(
                queue + ".overdue.seconds",
                channel,
                depths,
                read -> depth.apply(read).overdue().toMillis() / MILLIS);
    }

    private void gauge(String name, String channel, BoundedReading<Depths> depths, Function<Depths, Double> value) {
        Gauge.builder(name, () -> depths.get().map(value).orElse(Double.NaN))
                .tag("channel", channel.toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private record Depths(Map<Channel, QueueDepth> outbox, Map<String, QueueDepth> notices) {}
}
