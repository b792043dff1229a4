package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MovableClock;
import io.latchkey.webhook.TimedWebhooks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** The deliveries, of which this node alone sends any. */
    private static final class InMemory extends DueNotices {

        private final Map<DueNotice, Instant> waiting = new TreeMap<>(Comparator.comparing(DueNotice::id));
        private final List<DueNotice> sent = new ArrayList<>();

        InMemory() {
            super(null, null);
        }

        void add(DueNotice notice, Instant dueAt) {
            waiting.put(notice, dueAt);
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
            waiting.put(notice, until);
        }

        @Override
        void finish(DueNotice begun, NoticeStatus status, String detail, Instant now) {
            waiting.remove(begun);
            sent.add(begun);
        }
    }
}
