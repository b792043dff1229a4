package io.latchkey.outbox;

import io.latchkey.template.Channel;
import io.latchkey.timer.Timers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wakes the runners every {@code latchkey.outbox.interval}, for retries and for messages abandoned by another
 * node.
 */
@Singleton
public class OutboxTimer {

    private final Timers timers;
    private final ChannelRunners runners;
    private final Duration interval;

    @Inject
    OutboxTimer(
            Timers timers,
            ChannelRunners runners,
            @ConfigProperty(name = "latchkey.outbox.interval") Duration interval) {
        this.timers = timers;
        this.runners = runners;
        this.interval = interval;
    }

    /** Starts the timer, which ends with the application. */
    public void start() {
        timers.every(interval, "latchkey.outbox", this::wake);
    }

    private void wake() {
        for (Channel channel : Channel.values()) {
            runners.wake(channel);
        }
    }
}
