package io.latchkey.outbox;

import io.latchkey.database.DatabaseFault;
import io.latchkey.template.Channel;
import io.latchkey.template.Filling;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends the messages that are due.
 *
 * <p>Each attempt is recorded in the database when it begins and when it ends. If a node dies in between, it
 * may have sent the message without recording that: the message is sent again under the same id when the
 * lease ends. Nothing else causes a message to be sent twice, however many nodes there are.
 *
 * <p>The organisations take turns ({@link Rota}). A message may be the reason why the destination does not
 * answer: only if two organisations in a row do not reach it, it is unreachable.
 */
@Singleton
public class OutboxWorker {

    private static final Logger LOG = System.getLogger(OutboxWorker.class.getName());

    /** The maximum number of messages per trip, that is, per connection. */
    private static final int BATCH = 50;

    private final DueMessages due;
    private final Outbox outbox;
    private final Fillings fillings;
    private final RetryPolicy retries;
    private final Instance<Unsubscriptions> unsubscriptions;
    private final Clock clock;
    private final Duration lease;
    private final Map<Channel, Rota<DueMessage>> rotas = new EnumMap<>(Channel.class);

    @Inject
    public OutboxWorker(
            DueMessages due,
            Outbox outbox,
            Fillings fillings,
            RetryPolicy retries,
            Instance<Unsubscriptions> unsubscriptions,
            Clock clock,
            @ConfigProperty(name = "latchkey.outbox.lease") Duration lease) {
        this.due = due;
        this.outbox = outbox;
        this.fillings = fillings;
        this.retries = retries;
        this.unsubscriptions = unsubscriptions;
        this.clock = clock;
        this.lease = lease;
        for (Channel channel : Channel.values()) {
            rotas.put(
                    channel,
                    new Rota<>(
                            (after, now, limit) -> due.organisations(channel, after, now, limit),
                            (organisation, now, limit) -> due.list(channel, organisation, now, limit),
                            retries.pause()));
        }
    }

    /**
     * Sends messages until none is due, the destination is unreachable, or the thread is interrupted. One
     * thread at a time may send the messages of a channel.
     *
     * @throws SQLException when the database fails; attempts already begun are retried when their lease ends
     */
    public void sendAll(Carrier carrier) throws SQLException {
        Rota<DueMessage> rota = rotas.get(carrier.channel());
        boolean goOn = true;
        while (goOn && !Thread.currentThread().isInterrupted()) {
            List<DueMessage> batch = rota.next(clock.instant(), BATCH, BATCH);
            goOn = !batch.isEmpty() && send(batch, carrier, rota);
        }
    }

    /** Returns false when there is no point in continuing now. */
    private boolean send(List<DueMessage> batch, Carrier carrier, Rota<DueMessage> rota) throws SQLException {
        Map<Long, MessageContent> contents = new HashMap<>();
        boolean goOn = true;
        try (Trip trip = carrier.setOut()) {
            for (int i = 0; i < batch.size() && goOn; i++) {
                long organisation = batch.get(i).organisationId();
                Optional<DueMessage> begun = rota.isPaused(organisation) ? Optional.empty() : begin(batch.get(i));
                if (begun.isPresent()) {
                    boolean reached = attempt(begun.get(), contents, carrier, trip);
                    goOn = rota.isWorthwhile(organisation, reached, clock.instant())
                            && !Thread.currentThread().isInterrupted();
                }
            }
        }
        return goOn;
    }

    private Optional<DueMessage> begin(DueMessage message) throws SQLException {
        return due.begin(message, clock.instant(), clock.instant().plus(lease));
    }

    /**
     * Attempts one message. One that cannot be created must neither block those behind it nor be retried for
     * ever. Returns false when the destination was unreachable.
     */
    private boolean attempt(DueMessage message, Map<Long, MessageContent> contents, Carrier carrier, Trip trip)
            throws SQLException {
        try {
            return carry(message, contents.computeIfAbsent(message.contentId(), outbox::content), carrier, trip);
        } catch (RuntimeException e) {
            if (DatabaseFault.isUnavailable(e)) {
                throw e;
            }
            LOG.log(
                    Level.ERROR,
                    "A message could not be created: " + e.getClass().getName());
            tryLater(message, "The message could not be created.");
            return true;
        }
    }

    private boolean carry(DueMessage message, MessageContent content, Carrier carrier, Trip trip) throws SQLException {
        if (isUnsubscribed(message, carrier)) {
            due.finish(message, MessageStatus.UNSUBSCRIBED, "The recipient has unsubscribed.", clock.instant());
            return true;
        }
        if (!carrier.isConfigured()) {
            due.finish(message, MessageStatus.KEPT, "", clock.instant());
            return true;
        }
        Optional<Parcel> parcel = parcel(message, content);
        if (parcel.isEmpty()) {
            due.finish(message, MessageStatus.FAILED, "With its values, the message is too long.", clock.instant());
            return true;
        }
        Outcome outcome = trip.carry(parcel.get());
        note(message, outcome);
        return outcome.kind() != Outcome.Kind.UNREACHABLE;
    }

    private boolean isUnsubscribed(DueMessage message, Carrier carrier) {
        return unsubscriptions.stream()
                .anyMatch(list -> list.contains(message.organisationId(), carrier.channel(), message.recipient()));
    }

    /** Returns the parcel; empty when a text would be too long. */
    private Optional<Parcel> parcel(DueMessage message, MessageContent content) {
        Filling filling = fillings.of(message.params(), content.channel(), message.recipient());
        Optional<String> text = content.text(filling);
        Optional<String> html = content.html(filling);
        if (text.isPresent() != content.hasText() || html.isPresent() != content.hasHtml()) {
            return Optional.empty();
        }
        return Optional.of(new Parcel(
                message.requestId(),
                message.externalRequestId(),
                content.sender(),
                message.recipient(),
                content.subject(filling),
                text,
                html));
    }

    private void note(DueMessage message, Outcome outcome) throws SQLException {
        switch (outcome.kind()) {
            case DELIVERED -> due.finish(message, MessageStatus.DELIVERED, "", clock.instant());
            case TAKEN -> due.finish(message, MessageStatus.SENT, "", clock.instant());
            case REFUSED -> due.finish(message, MessageStatus.FAILED, outcome.detail(), clock.instant());
            case FAILED, UNREACHABLE -> tryLater(message, outcome.detail());
        }
    }

    private void tryLater(DueMessage message, String detail) throws SQLException {
        Optional<Instant> next = retries.next(message.attempts(), clock.instant());
        if (next.isPresent()) {
            due.putOff(message, next.get(), detail);
        } else {
            due.finish(message, MessageStatus.FAILED, detail, clock.instant());
        }
    }
}
