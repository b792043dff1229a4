package io.latchkey.webhook;

import io.latchkey.testing.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Webhooks that take each call, some of them after a time. */
public final class TimedWebhooks extends WebhookCaller {

    private final MovableClock clock;
    private final Map<Long, Duration> times;
    private final List<Long> called = new ArrayList<>();
    private final Set<Long> away = new HashSet<>();
    private final Map<Long, Integer> statuses = new HashMap<>();
    private final Map<String, Integer> statusesOfCalls = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<Long, Runnable> meanwhile = new HashMap<>();

    /** By the organisations' numbers, how long those take that are not quick. */
    public TimedWebhooks(MovableClock clock, Map<Long, Duration> times) {
        super(null, null, null, null, clock);
        this.clock = clock;
        this.times = times;
    }

    /** From now on the organisation's cannot be reached. */
    public void goAway(long organisationId) {
        away.add(organisationId);
    }

    /** From now on the organisation's answers with this status. */
    public void answer(long organisationId, int status) {
        statuses.put(organisationId, status);
    }

    /** From now on everybody's answers this one call with this status. */
    public void answer(String id, int status) {
        statusesOfCalls.put(id, status);
    }

    /** This happens once, during the organisation's next call. */
    public void meanwhile(long organisationId, Runnable happening) {
        meanwhile.put(organisationId, happening);
    }

    @Override
    public OptionalInt call(long organisationId, String id, String body) throws IOException {
        called.add(organisationId);
        calls.add(id);
        clock.advance(times.getOrDefault(organisationId, Duration.ofMillis(20)));
        Optional.ofNullable(meanwhile.remove(organisationId)).ifPresent(Runnable::run);
        if (away.contains(organisationId)) {
            throw new IOException("away");
        }
        return OptionalInt.of(statusesOfCalls.getOrDefault(id, statuses.getOrDefault(organisationId, 200)));
    }

    /** Whose were called, one after the other. */
    public List<Long> called() {
        return List.copyOf(called);
    }

    /** The ids of the calls that were made, one after the other. */
    public List<String> calls() {
        return List.copyOf(calls);
    }
}
