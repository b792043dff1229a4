package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One lane a channel, each with at most one thread at work on a node: a mail server that hangs holds up mail alone, and no
 * request at all.
 */
@Singleton
public class OutboxLanes {

    private static final Logger LOG = System.getLogger(OutboxLanes.class.getName());

    private final OutboxWorker worker;
    private final Map<Channel, Carrier> carriers = new EnumMap<>(Channel.class);
    private final Map<Channel, AtomicInteger> calls = new EnumMap<>(Channel.class);

    @Resource
    private ManagedExecutorService executor;

    @Inject
    public OutboxLanes(OutboxWorker worker, @Any Instance<Carrier> carriers) {
        this.worker = worker;
        carriers.forEach(carrier -> {
            this.carriers.put(carrier.channel(), carrier);
            this.calls.put(carrier.channel(), new AtomicInteger());
        });
    }

    /** As soon as the messages are there for others to see. */
    void queued(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesQueued messages) {
        wake(messages.channel());
    }

    /** Has the channel's lane look for work, now or right after the work it is at. Returns at once. */
    public void wake(Channel channel) {
        if (calls.get(channel).getAndIncrement() > 0) {
            return;
        }
        try {
            executor.execute(() -> work(channel));
        } catch (RejectedExecutionException stoppingOrBusy) {
            calls.get(channel).set(0);
        }
    }

    private void work(Channel channel) {
        AtomicInteger called = calls.get(channel);
        int heard;
        do {
            heard = called.get();
            sendAll(channel);
        } while (!called.compareAndSet(heard, 0));
    }

    /** Whatever fails, the lane must be free for the next call. */
    private void sendAll(Channel channel) {
        try {
            worker.sendAll(carriers.get(channel));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The outbox could not be read or written and is left for later: {0}", e.toString());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The outbox could not be sent and is left for later", e);
        }
    }
}
