package io.latchkey.notice;

import io.latchkey.database.DatabaseFault;
import io.latchkey.outbox.Outcome;
import io.latchkey.outbox.RetryPolicy;
import io.latchkey.outbox.Rota;
import io.latchkey.outbox.Trip;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends the notices that are due. Each attempt is recorded in the database when it begins and when it ends:
 * if a node dies in between, the attempt is repeated under the same id when the lease ends. Nothing else
 * causes a notice to be sent twice. The organisations take turns ({@link Rota}).
 */
@Singleton
class NoticeWorker {

    private static final Logger LOG = System.getLogger(NoticeWorker.class.getName());

    /** The maximum number of deliveries per batch, that is, of mails per connection. */
    private static final int BATCH = 50;

    /**
     * The maximum number of calls per turn: those of a webhook that is almost slow take no longer than one of
     * a webhook that does not answer.
     */
    private static final int CALLS = 5;

    private static final int GONE = 410;

    private static final String AWAY = "The webhook could not be reached, may not be called, or did not answer.";

    /** The response time from which a webhook counts as slow. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final DueNotices due;
    private final NoticeMail mail;
    private final WebhookCaller webhooks;
    private final Clock clock;
    private final RetryPolicy retries;
    private final Duration retryDelay;
    private final Duration lease;
    private final Rota<DueNotice> mails;
    private final Rota<DueNotice> calls;

    @Inject
    NoticeWorker(
            DueNotices due,
            NoticeMail mail,
            WebhookCaller webhooks,
            Clock clock,
            @ConfigProperty(name = "latchkey.notice.retry-delay") Duration retryDelay,
            @ConfigProperty(name = "latchkey.notice.max-attempts") int maxAttempts,
            @ConfigProperty(name = "latchkey.notice.lease") Duration lease) {
        this.due = due;
        this.mail = mail;
        this.webhooks = webhooks;
        this.clock = clock;
        this.retries = new RetryPolicy(retryDelay, maxAttempts);
        this.retryDelay = retryDelay;
        this.lease = lease;
        this.mails = new Rota<>(
                (after, now, limit) -> due.organisations(NoticeChannel.EMAIL, after, now, limit),
                (organisation, now, limit) -> due.list(NoticeChannel.EMAIL, organisation, now, limit),
                retries.pause());
        this.calls = new Rota<>(
                (after, now, limit) -> due.organisations(NoticeChannel.WEBHOOK, after, now, limit),
                this::dueCalls,
                Duration.ZERO);
    }

    /**
     * Sends e-mails until none is due or the mail server is unreachable. If none is configured, an attempt is
     * still begun, and fails.
     */
    void sendMails() throws SQLException {
        boolean goOn = true;
        while (goOn && !Thread.currentThread().isInterrupted()) {
            List<DueNotice> batch = mails.next(clock.instant(), BATCH, BATCH);
            goOn = !batch.isEmpty() && (mail.isOn() ? mailed(batch) : notMailed(batch));
        }
    }

    private boolean mailed(List<DueNotice> batch) throws SQLException {
        boolean goOn = true;
        try (Trip trip = mail.setOut()) {
            for (int i = 0; i < batch.size() && goOn; i++) {
                DueNotice notice = batch.get(i);
                if (!mails.isPaused(notice.organisationId())) {
                    boolean reached = send(notice, begun -> trip.carry(mail.parcel(begun)));
                    goOn = mails.isWorthwhile(notice.organisationId(), reached, clock.instant());
                }
            }
        }
        return goOn;
    }

    /**
     * Fails the notices, as those created while a mail server was configured must not wait for ever for
     * another.
     */
    private boolean notMailed(List<DueNotice> batch) throws SQLException {
        for (DueNotice notice : batch) {
            send(
                    notice,
                    begun -> new Outcome(Outcome.Kind.FAILED, "No mail server, or no sender, is configured any more."));
        }
        return true;
    }

    /**
     * Calls webhooks until no call is due. A webhook that is unreachable or slow is not waited for twice: its
     * remaining calls are postponed, so that it does not delay those of others. While it is unreachable, a
     * single call is retried on behalf of all; the others wait as long as that one does, and those that have
     * waited for the whole retry period are given up.
     */
    void callWebhooks() throws SQLException {
        List<DueNotice> batch = calls.next(clock.instant(), BATCH, CALLS);
        while (!batch.isEmpty() && !Thread.currentThread().isInterrupted()) {
            for (DueNotice notice : batch) {
                // Does nothing if the call has been postponed meanwhile.
                callSoon(notice);
            }
            batch = calls.next(clock.instant(), BATCH, CALLS);
        }
    }

    /** Returns an organisation's due calls, most attempts first, so that its probing call precedes the others. */
    private List<DueNotice> dueCalls(long organisationId, Instant now, int limit) throws SQLException {
        return due.list(NoticeChannel.WEBHOOK, organisationId, now, BATCH).stream()
                .sorted(Comparator.comparing(DueNotice::attempts).reversed())
                .limit(limit)
                .toList();
    }

    /** Makes one call; postpones the organisation's others when the webhook was unreachable or slow. */
    private void callSoon(DueNotice notice) throws SQLException {
        Instant soon = clock.instant().plus(SLOW);
        boolean there = send(notice, this::call);
        Instant now = clock.instant();
        if (there && now.isBefore(soon)) {
            return;
        }
        Instant later = now.plus(retryDelay);
        if (!there) {
            later = retries.next(notice.attempts() + 1, now).orElse(later);
            due.giveUpCalls(notice.organisationId(), now, now.minus(retries.span()), AWAY);
        }
        // Slightly later than the probing call, so that that call comes first again.
        due.putOffCalls(notice.organisationId(), now, later.plusMillis(1));
    }

    /** Returns false when the destination was unreachable. */
    private boolean send(DueNotice notice, Carrier carrier) throws SQLException {
        Instant now = clock.instant();
        Optional<DueNotice> begun = due.begin(notice, now, now.plus(lease));
        if (begun.isEmpty()) {
            return true;
        }
        if (due.finishOutdated(begun.get(), clock.instant())) {
            return true;
        }
        Outcome outcome = carry(begun.get(), carrier);
        switch (outcome.kind()) {
            case DELIVERED, TAKEN -> due.finish(begun.get(), NoticeStatus.SENT, "", clock.instant());
            case REFUSED -> due.finish(begun.get(), NoticeStatus.FAILED, outcome.detail(), clock.instant());
            case FAILED, UNREACHABLE -> tryLater(begun.get(), outcome.detail());
        }
        return outcome.kind() != Outcome.Kind.UNREACHABLE;
    }

    /**
     * Carries one notice. One that cannot be sent must neither block those behind it nor be retried for ever.
     */
    private static Outcome carry(DueNotice begun, Carrier carrier) {
        try {
            return carrier.carry(begun);
        } catch (RuntimeException e) {
            if (DatabaseFault.isUnavailable(e)) {
                throw e;
            }
            LOG.log(Level.ERROR, "A notice could not be sent", e);
            return new Outcome(Outcome.Kind.FAILED, "The notice could not be sent.");
        }
    }

    private void tryLater(DueNotice begun, String detail) throws SQLException {
        Optional<Instant> next = retries.next(begun.attempts(), clock.instant());
        if (next.isPresent()) {
            due.putOff(begun, next.get(), detail);
        } else {
            due.finish(begun, NoticeStatus.FAILED, detail, clock.instant());
        }
    }

    private Outcome call(DueNotice notice) {
        try {
            OptionalInt status = webhooks.call(notice.organisationId(), notice.id(), notice.content());
            if (status.isEmpty()) {
                return new Outcome(Outcome.Kind.REFUSED, "The organisation has no webhook any more.");
            }
            if (status.getAsInt() / 100 == 2) {
                return new Outcome(Outcome.Kind.TAKEN, "");
            }
            return new Outcome(
                    status.getAsInt() == GONE ? Outcome.Kind.REFUSED : Outcome.Kind.FAILED,
                    "The webhook answered " + status.getAsInt() + ".");
        } catch (IOException away) {
            return new Outcome(Outcome.Kind.UNREACHABLE, AWAY);
        }
    }

    private interface Carrier {
        Outcome carry(DueNotice notice);
    }
}
