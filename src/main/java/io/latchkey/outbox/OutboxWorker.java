package io.latchkey.outbox;

import io.latchkey.database.DatabaseFault;
import io.latchkey.database.Unpooled;
import io.latchkey.template.Channel;
import io.latchkey.template.Filling;
import io.latchkey.timer.Stopping;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends the messages that are due ({@link Deliveries}).
 *
 * <p>The organisations take turns ({@link RoundRobin}). A message may be the reason why the destination does not
 * answer: only if two organisations in a row do not reach it, it is unreachable.
 */
@Singleton
public class OutboxWorker {

    private static final Logger LOG = System.getLogger(OutboxWorker.class.getName());

    /** What the names of the settings begin with. */
    private static final String SETTINGS = "latchkey.outbox";

    /** Among how many batches of an organisation's messages a node chooses if another one is sending the first. */
    private static final int SPREAD = 40;

    private final DueMessages due;
    private final Outbox outbox;
    private final Fillings fillings;
    private final Unsubscriptions unsubscriptions;
    private final Clock clock;
    private final Deliveries<DueMessage> deliveries;
    private final Map<Channel, RoundRobin<DueMessage>> roundRobins = new EnumMap<>(Channel.class);

    /**
     * Reads {@code latchkey.outbox.retry-delay}, {@code latchkey.outbox.max-attempts} and
     * {@code latchkey.outbox.lease}.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    @Inject
    public OutboxWorker(
            DueMessages due,
            Outbox outbox,
            Fillings fillings,
            Unsubscriptions unsubscriptions,
            Clock clock,
            Stopping stopping,
            @Unpooled DataSource unpooled,
            @ConfigProperty(name = "latchkey.outbox.retry-delay") Duration retryDelay,
            @ConfigProperty(name = "latchkey.outbox.max-attempts") int maxAttempts,
            @ConfigProperty(name = "latchkey.outbox.lease") Duration lease) {
        this.due = due;
        this.outbox = outbox;
        this.fillings = fillings;
        this.unsubscriptions = unsubscriptions;
        this.clock = clock;
        RetryPolicy retries = new RetryPolicy(SETTINGS, retryDelay, maxAttempts);
        this.deliveries = new Deliveries<>(SETTINGS, due, new DueMessages(unpooled), retries, lease, clock, stopping);
        for (Channel channel : Channel.values()) {
            roundRobins.put(
                    channel,
                    new RoundRobin<>(
                            (after, now, limit) -> due.organisations(channel, after, now, limit),
                            (organisation, now, limit) -> due.list(channel, organisation, now, limit),
                            retries.pause(),
                            SPREAD));
        }
    }

    /**
     * Sends messages until none is due, the destination is unreachable, or the application ends. One
     * thread at a time may send the messages of a channel.
     *
     * @throws SQLException when the database fails; attempts already begun are repeated when their lease ends
     */
    public void sendAll(ChannelSender channelSender) throws SQLException {
        deliveries.makeAll(roundRobins.get(channelSender.channel()), () -> new MessageTransport(channelSender));
    }

    /** Sends the messages of a batch, whose contents are often the same. */
    private final class MessageTransport implements Transport<DueMessage> {

        private final ChannelSender channelSender;
        private final SenderSession session;
        private final Map<Long, MessageContent> contents = new HashMap<>();

        MessageTransport(ChannelSender channelSender) {
            this.channelSender = channelSender;
            this.session = channelSender.open();
        }

        @Override
        public void close() {
            session.close();
        }

        @Override
        public Optional<Outcome> send(DueMessage begun) throws SQLException {
            // Not until the attempt has begun, so that nothing is read of a message that another node sends.
            Optional<AddressedMessage> message = due.read(begun);
            return message.isPresent() ? send(begun, message.get()) : Optional.empty();
        }

        private Optional<Outcome> send(DueMessage begun, AddressedMessage message) throws SQLException {
            try {
                return send(begun, message, contents.computeIfAbsent(message.contentId(), outbox::content));
            } catch (RuntimeException e) {
                if (DatabaseFault.isUnavailable(e)) {
                    throw e;
                }
                // Neither its message nor its stack trace, which may quote what the organisation wrote.
                LOG.log(
                        Level.ERROR,
                        "A message could not be created: " + e.getClass().getName());
                return Optional.of(new Outcome(Outcome.Kind.FAILED, "The message could not be created."));
            }
        }

        private Optional<Outcome> send(DueMessage begun, AddressedMessage message, MessageContent content)
                throws SQLException {
            if (unsubscriptions.contains(begun.organisationId(), channelSender.channel(), message.recipient())) {
                due.finish(begun, MessageStatus.UNSUBSCRIBED, "The recipient has unsubscribed.", clock.instant());
                return Optional.empty();
            }
            if (!channelSender.isConfigured()) {
                due.finish(begun, MessageStatus.KEPT, "", clock.instant());
                return Optional.empty();
            }
            return Optional.of(rendered(message, content)
                    .map(session::send)
                    .orElseGet(() -> new Outcome(Outcome.Kind.REFUSED, "With its values, the message is too long.")));
        }

        /** Returns the rendered message; empty when a text would be too long. */
        private Optional<RenderedMessage> rendered(AddressedMessage message, MessageContent content) {
            Filling filling = fillings.of(message.params(), content.channel(), message.recipient());
            Optional<String> text = content.text(filling);
            Optional<String> html = content.html(filling);
            if (text.isPresent() != content.hasText() || html.isPresent() != content.hasHtml()) {
                return Optional.empty();
            }
            return Optional.of(new RenderedMessage(
                    message.requestId(),
                    message.externalRequestId(),
                    content.sender(),
                    message.recipient(),
                    content.subject(filling),
                    text,
                    html));
        }
    }
}
