package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wakes the runners every {@code latchkey.outbox.interval}, for retries and for messages abandoned by another
 * node.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class OutboxTimer {

    @Resource
    private TimerService timers;

    @Inject
    private ChannelRunners runners;

    @Inject
    @ConfigProperty(name = "latchkey.outbox.interval")
    private Duration interval;

    /** Starts the timer, which is not persistent and ends with the application. */
    public void start() {
        long millis = interval.toMillis();
        timers.createIntervalTimer(millis, millis, new TimerConfig("latchkey outbox", false));
    }

    @Timeout
    void wake() {
        for (Channel channel : Channel.values()) {
            runners.wake(channel);
        }
    }
}
