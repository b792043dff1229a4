package io.latchkey.outbox;

import io.latchkey.template.Channel;
import io.latchkey.timer.RepeatedWork;
import io.latchkey.timer.Stopping;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/**
 * One runner per channel, each with at most one active thread per node, so that a hanging mail server delays
 * only mail, and never a request.
 */
@Singleton
public class ChannelRunners {

    private static final Logger LOG = System.getLogger(ChannelRunners.class.getName());

    private final OutboxWorker worker;
    private final Stopping stopping;
    private final Map<Channel, SingleRunner> runners = new EnumMap<>(Channel.class);

    @Resource
    private ManagedExecutorService executor;

    @Inject
    public ChannelRunners(OutboxWorker worker, Stopping stopping, @Any Instance<ChannelSender> channelSenders) {
        this.worker = worker;
        this.stopping = stopping;
        channelSenders.forEach(channelSender -> {
            RepeatedWork sending = new RepeatedWork(LOG);
            runners.put(channelSender.channel(), new SingleRunner(() -> sendAll(channelSender, sending)));
        });
    }

    /** Wakes the runner once the messages are visible to other transactions. */
    void queued(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesQueued messages) {
        wake(messages.channel());
    }

    /**
     * Makes the channel's runner look for work, either now or right after its current run. Returns immediately.
     */
    public void wake(Channel channel) {
        SingleRunner runner = runners.get(channel);
        runner.call();
        try {
            executor.execute(runner::run);
        } catch (RejectedExecutionException stoppingOrBusy) {
            // The request is noted; the next one, from the timer at the latest, brings a thread.
        }
    }

    /** Handles every failure, so that the runner is free for the next call. */
    private void sendAll(ChannelSender channelSender, RepeatedWork sending) {
        stopping.run(() -> sending.attempt(
                "The outbox could not be sent and will be tried again later", () -> worker.sendAll(channelSender)));
    }
}
