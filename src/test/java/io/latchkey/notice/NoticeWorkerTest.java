package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MovableClock;
import io.latchkey.webhook.TimedWebhooks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoticeWorkerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SLOW = 1;
    private static final long QUICK = 2;

    private final MovableClock clock = new MovableClock(START);
    private final TimedWebhooks webhooks = new TimedWebhooks(clock, Map.of(SLOW, Duration.ofSeconds(9)));
    private final InMemory due = new InMemory();
    private final NoticeWorker worker =
            new NoticeWorker(due, null, webhooks, clock, Duration.ofMinutes(1), 30, Duration.ofMinutes(5));

    private static DueNotice notice(int number, long organisation) {
        return new DueNotice("notice-" + number, organisation, 1, NoticeCause.LEAK, START, "", "subject", "{}", 0);
    }

    @Test
    void aSlowWebhookHoldsUpNobodyElses() throws SQLException {
        IntStream.range(0, 120).forEach(number -> due.add(notice(number, SLOW), START.minusSeconds(1000 - number)));
        IntStream.range(120, 123).forEach(number -> due.add(notice(number, QUICK), START.minusSeconds(1)));

        worker.callWebhooks();

        assertThat(webhooks.called()).containsExactly(SLOW, QUICK, QUICK, QUICK);
        assertThat(due.sent).hasSize(4);
        assertThat(due.waiting).hasSize(119);
    }

    @Test
    void aQuickOneIsCalledUntilNoCallIsDue() throws SQLException {
        IntStream.range(0, 120).forEach(number -> due.add(notice(number, QUICK), START.minusSeconds(1)));

        worker.callWebhooks();

        assertThat(webhooks.called()).hasSize(120);
        assertThat(due.waiting).isEmpty();
    }

    @Test
    void oneCallIsTriedForAllWhileItsWebhookIsAwayAndThoseAreGivenUpThatHaveWaitedADay() throws SQLException {
        webhooks.goAway(SLOW);
        IntStream.range(0, 120).forEach(number -> due.add(notice(number, SLOW), START.minusSeconds(1000 - number)));

        int rounds = 0;
        while (due.sent.isEmpty()) {
            worker.callWebhooks();
            rounds++;
            due.add(notice(1000 + rounds, SLOW), clock.instant());
            clock.advance(Duration.ofMinutes(61));
        }

        assertThat(rounds).isBetween(24, 26);
        assertThat(webhooks.called()).hasSize(rounds);
        assertThat(due.sent).hasSizeGreaterThanOrEqualTo(119);
        // Those that came in the meantime, and the one that is tried, which has attempts left.
        assertThat(due.waiting.keySet())
                .extracting(DueNotice::id)
                .contains("notice-0", "notice-" + (1000 + rounds))
                .allMatch(id -> id.equals("notice-0") || id.length() > "notice-119".length());
        assertThat(due.statements).isLessThan(100);
    }

    /** The deliveries, of which this node alone sends any. */
    private static final class InMemory extends DueNotices {

        private final Map<DueNotice, Instant> waiting = new TreeMap<>(Comparator.comparing(DueNotice::id));
        private final Map<String, Instant> queuedAt = new HashMap<>();
        private final List<DueNotice> sent = new ArrayList<>();
        private int statements;

        InMemory() {
            super(null, null);
        }

        void add(DueNotice notice, Instant dueAt) {
            waiting.put(notice, dueAt);
            queuedAt.put(notice.id(), dueAt);
        }

        private List<DueNotice> calls(long organisationId, Instant now) {
            statements++;
            return list(NoticeChannel.WEBHOOK, now, Integer.MAX_VALUE).stream()
                    .filter(notice -> notice.organisationId() == organisationId)
                    .toList();
        }

        @Override
        void putOffCalls(long organisationId, Instant now, Instant until) {
            calls(organisationId, now).forEach(notice -> waiting.put(notice, until));
        }

        @Override
        void giveUpCalls(long organisationId, Instant now, Instant queuedBy, String detail) {
            calls(organisationId, now).stream()
                    .filter(notice -> !queuedAt.get(notice.id()).isAfter(queuedBy))
                    .forEach(notice -> finish(notice, NoticeStatus.FAILED, detail, now));
        }

        @Override
        List<DueNotice> list(NoticeChannel channel, Instant now, int limit) {
            Stream<Map.Entry<DueNotice, Instant>> due = waiting.entrySet().stream()
                    .filter(entry -> !entry.getValue().isAfter(now));
            return due.sorted(Map.Entry.comparingByValue())
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        Optional<DueNotice> begin(DueNotice notice, Instant now, Instant leaseEnd) {
            waiting.remove(notice);
            waiting.put(notice.begun(), leaseEnd);
            return Optional.of(notice.begun());
        }

        @Override
        boolean finishOutdated(DueNotice begun, Instant now) {
            return false;
        }

        @Override
        void putOff(DueNotice notice, Instant until, String detail) {
            statements++;
            waiting.put(notice, until);
        }

        @Override
        void finish(DueNotice begun, NoticeStatus status, String detail, Instant now) {
            waiting.remove(begun);
            sent.add(begun);
        }
    }
}
