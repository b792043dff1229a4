package io.latchkey.notice;

import io.latchkey.database.DatabaseFault;
import io.latchkey.database.Unpooled;
import io.latchkey.outbox.Deliveries;
import io.latchkey.outbox.Outcome;
import io.latchkey.outbox.RetryPolicy;
import io.latchkey.outbox.RoundRobin;
import io.latchkey.outbox.SenderSession;
import io.latchkey.outbox.Transport;
import io.latchkey.outbox.WebhookStatus;
import io.latchkey.timer.Stopping;
import io.latchkey.webhook.WebhookCaller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends the notices that are due ({@link Deliveries}). The organisations take turns ({@link RoundRobin}).
 */
@Singleton
class NoticeWorker {

    private static final Logger LOG = System.getLogger(NoticeWorker.class.getName());

    /** What the names of the settings begin with. */
    private static final String SETTINGS = "latchkey.notice";

    /**
     * The maximum number of calls per turn: to a webhook that is almost slow, they take no longer than one
     * call to a webhook that does not answer.
     */
    private static final int CALLS = 5;

    /** The number of failed attempts after which a call comes after others. */
    private static final int SUSPICIOUS = 3;

    private static final int GONE = 410;

    /** Of a call that was given up with another one, which was tried on its behalf. */
    private static final String GIVEN_UP =
            "The webhook was unavailable, and the call had waited for as long as calls are retried.";

    /** The response time from which a webhook counts as slow. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final DueNotices due;
    private final WaitingCalls waiting;
    private final NoticeMail mail;
    private final WebhookCaller webhooks;
    private final Clock clock;
    private final RetryPolicy retries;
    private final Deliveries<DueNotice> deliveries;
    private final RoundRobin<DueNotice> mails;
    private final RoundRobin<DueNotice> calls;

    /**
     * Reads {@code latchkey.notice.retry-delay}, {@code latchkey.notice.max-attempts} and
     * {@code latchkey.notice.lease}.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    @Inject
    NoticeWorker(
            DueNotices due,
            WaitingCalls waiting,
            NoticeMail mail,
            WebhookCaller webhooks,
            Clock clock,
            Stopping stopping,
            @Unpooled DataSource unpooled,
            @ConfigProperty(name = "latchkey.notice.retry-delay") Duration retryDelay,
            @ConfigProperty(name = "latchkey.notice.max-attempts") int maxAttempts,
            @ConfigProperty(name = "latchkey.notice.lease") Duration lease) {
        this.due = due;
        this.waiting = waiting;
        this.mail = mail;
        this.webhooks = webhooks;
        this.clock = clock;
        this.retries = new RetryPolicy(SETTINGS, retryDelay, maxAttempts);
        this.deliveries = new Deliveries<>(SETTINGS, due, due.in(unpooled), retries, lease, clock, stopping);
        this.mails = new RoundRobin<>(
                (after, now, limit) -> due.organisations(NoticeChannel.EMAIL, after, now, limit),
                (organisation, now, limit) -> due.list(NoticeChannel.EMAIL, organisation, now, limit),
                retries.pause());
        this.calls = new RoundRobin<>(this::callers, this::dueCalls, Duration.ZERO);
    }

    /**
     * Sends e-mails until none is due or the mail server is unreachable. If none is configured, an attempt is
     * still begun, and fails.
     */
    void sendMails() throws SQLException {
        deliveries.makeAll(mails, MailTransport::new);
    }

    /**
     * Calls webhooks until no call is due. After a call that did not reach its webhook, or was slow, the organisation's
     * other calls wait ({@link WaitingCalls}), so that they do not delay those of other organisations. While a
     * webhook is unreachable, one call at a time is made on behalf of all, and those that have waited for the whole
     * retry period are given up.
     */
    void callWebhooks() throws SQLException {
        List<DueNotice> batch = calls.next(clock.instant(), Deliveries.BATCH, CALLS);
        while (!batch.isEmpty() && deliveries.mayGoOn()) {
            for (DueNotice notice : batch) {
                if (deliveries.mayGoOn()) {
                    // Does nothing if the call has been postponed meanwhile.
                    callSoon(notice);
                }
            }
            batch = calls.next(clock.instant(), Deliveries.BATCH, CALLS);
        }
    }

    /** Returns organisations with due calls that do not wait. */
    private List<Long> callers(long after, Instant now, int limit) throws SQLException {
        List<Long> listed;
        Set<Long> paused;
        boolean released;
        do {
            released = waiting.release(CALLS, now);
            listed = new ArrayList<>(due.organisations(NoticeChannel.WEBHOOK, after, now, limit));
            paused = waiting.paused(listed, now);
            for (long organisationId : paused) {
                // Queued or due again since the pause began.
                waiting.hold(organisationId, now);
            }
            listed.removeAll(paused);
            // More organisations may follow those that had no call left to make.
        } while (listed.isEmpty() && (released || !paused.isEmpty()) && deliveries.mayGoOn());
        return listed;
    }

    /**
     * Returns an organisation's due calls. One that has failed some times comes after the others: it may be due to the
     * call itself, for which the others need not wait.
     */
    private List<DueNotice> dueCalls(long organisationId, Instant now, int limit) throws SQLException {
        return due.list(NoticeChannel.WEBHOOK, organisationId, now, Deliveries.BATCH).stream()
                .sorted(Comparator.comparing(notice -> notice.attempts() >= SUSPICIOUS))
                .limit(limit)
                .toList();
    }

    /** Makes one call; lets the organisation's others wait when it did not reach the webhook or was slow. */
    private void callSoon(DueNotice notice) throws SQLException {
        Instant began = clock.instant();
        AtomicBoolean called = new AtomicBoolean();
        AtomicReference<String> failure = new AtomicReference<>("");
        boolean reached = deliveries.make(
                notice,
                begun -> sendIfCurrent(begun, current -> {
                    called.set(true);
                    return call(current, failure);
                }));
        if (!called.get()) {
            return;
        }
        Instant now = clock.instant();
        long organisationId = notice.organisationId();
        if (reached && now.isBefore(began.plus(SLOW))) {
            waiting.answered(organisationId);
        } else if (waiting.pause(organisationId, reached, began, now, retries)) {
            waiting.hold(organisationId, now);
            if (!reached) {
                // The organisation is only told that it was not reached: why may tell of the network here.
                LOG.log(
                        Level.WARNING,
                        "The webhook of organisation {0} could not be used, and its calls wait: {1}",
                        Long.toString(organisationId),
                        failure.get());
                waiting.giveUp(organisationId, now, now.minus(retries.span()), GIVEN_UP);
            }
        }
    }

    /**
     * Sends one notice; returns empty when it was outdated. One that cannot be sent must neither block those
     * behind it nor be retried for ever.
     */
    private Optional<Outcome> sendIfCurrent(DueNotice begun, Sender sender) throws SQLException {
        if (due.finishOutdated(begun, clock.instant())) {
            return Optional.empty();
        }
        try {
            return Optional.of(sender.send(begun));
        } catch (RuntimeException e) {
            if (DatabaseFault.isUnavailable(e)) {
                throw e;
            }
            LOG.log(Level.ERROR, "A notice could not be sent", e);
            return Optional.of(new Outcome(Outcome.Kind.FAILED, "The notice could not be sent."));
        }
    }

    /** @param failure takes why the webhook was not reached; of its address, it may name the host at most */
    private Outcome call(DueNotice notice, AtomicReference<String> failure) {
        try {
            OptionalInt status = webhooks.call(notice.organisationId(), notice.id(), notice.content());
            if (status.isEmpty()) {
                return new Outcome(Outcome.Kind.REFUSED, "The organisation has no webhook any more.");
            }
            if (status.getAsInt() / 100 == 2) {
                return new Outcome(Outcome.Kind.TAKEN, "");
            }
            String answered = "The webhook answered " + status.getAsInt() + ".";
            failure.set(answered);
            return new Outcome(failure(status.getAsInt()), answered);
        } catch (IOException away) {
            failure.set(away.toString());
            return new Outcome(
                    Outcome.Kind.UNREACHABLE,
                    "The webhook could not be reached, may not be called, or did not answer.");
        }
    }

    private static Outcome.Kind failure(int status) {
        if (status == GONE) {
            return Outcome.Kind.REFUSED;
        }
        return WebhookStatus.isUnavailable(status) ? Outcome.Kind.UNREACHABLE : Outcome.Kind.FAILED;
    }

    /**
     * Sends the mails of a batch. Without a mail server each of them fails, as those created while one was
     * configured must not wait for ever for another.
     */
    private final class MailTransport implements Transport<DueNotice> {

        private final Optional<SenderSession> session = mail.isOn() ? Optional.of(mail.open()) : Optional.empty();

        @Override
        public Optional<Outcome> send(DueNotice begun) throws SQLException {
            return sendIfCurrent(begun, this::sendMail);
        }

        private Outcome sendMail(DueNotice notice) {
            return session.map(open -> open.send(mail.render(notice)))
                    .orElseGet(() ->
                            new Outcome(Outcome.Kind.FAILED, "No mail server, or no sender, is configured any more."));
        }

        @Override
        public void close() {
            session.ifPresent(SenderSession::close);
        }
    }

    private interface Sender {
        Outcome send(DueNotice notice);
    }
}
