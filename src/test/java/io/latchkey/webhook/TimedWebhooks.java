package io.latchkey.webhook;

import io.latchkey.testing.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Webhooks that take each call, some of them after a time. */
public final class TimedWebhooks extends WebhookCaller {

    private final MovableClock clock;
    private final Map<Long, Duration> times;
    private final List<Long> called = new ArrayList<>();

    /** By the organisations' numbers, how long those take that are not quick. */
    public TimedWebhooks(MovableClock clock, Map<Long, Duration> times) {
        super(null, null, null, null, clock);
        this.clock = clock;
        this.times = times;
    }

    @Override
    public OptionalInt call(long organisationId, String id, String body) {
        called.add(organisationId);
        clock.advance(times.getOrDefault(organisationId, Duration.ofMillis(20)));
        return OptionalInt.of(200);
    }

    /** Whose were called, one after the other. */
    public List<Long> called() {
        return List.copyOf(called);
    }
}
