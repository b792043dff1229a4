package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbox.Outcome;
import io.latchkey.outbox.SenderSession;
import io.latchkey.testing.MovableClock;
import io.latchkey.timer.EndOfApplication;
import io.latchkey.timer.Stopping;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeWorkerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SLOW = 1;
    private static final long QUICK = 2;
    private static final long ALMOST_SLOW = 3;

    private final MovableClock clock = new MovableClock(START);
    private final TimedWebhooks webhooks = new TimedWebhooks(clock, times());
    private final InMemory due = new InMemory();
    private final Stopping stopping = new Stopping();
    private final NoticeWorker worker = new NoticeWorker(
            due, null, webhooks, clock, stopping, null, Duration.ofMinutes(1), 30, Duration.ofMinutes(5));

    /** Those from 11 on are slow, too. */
    private static Map<Long, Duration> times() {
        Map<Long, Duration> times = new HashMap<>();
        LongStream.rangeClosed(11, 18).forEach(organisation -> times.put(organisation, Duration.ofSeconds(9)));
        times.put(SLOW, Duration.ofSeconds(9));
        times.put(ALMOST_SLOW, Duration.ofMillis(1900));
        return times;
    }

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

    /** A run over so many takes longer than the first of them waits. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void callsThatAreDueAgainDuringARunHoldNobodyUp() throws SQLException {
        for (int organisation = 11; organisation <= 18; organisation++) {
            webhooks.goAway(organisation);
            for (int i = 0; i < 60; i++) {
                due.add(notice(organisation * 100 + i, organisation), START.minusSeconds(1000 - organisation));
            }
        }
        due.add(notice(1, QUICK), START);

        worker.callWebhooks();

        assertThat(webhooks.called().subList(0, 9)).contains(QUICK).doesNotHaveDuplicates();
        assertThat(webhooks.called())
                .filteredOn(organisation -> organisation == 11)
                .hasSizeGreaterThan(1);
        assertThat(due.list(NoticeChannel.WEBHOOK, clock.instant())).isEmpty();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void callsQueuedAfterTheOthersWerePutOffHoldNobodyUp() throws SQLException {
        webhooks.goAway(SLOW);
        due.add(notice(0, SLOW), START);
        due.add(notice(1, QUICK), START);
        webhooks.meanwhile(QUICK, () -> IntStream.range(100, 160)
                .forEach(number -> due.add(notice(number, SLOW), clock.instant())));

        worker.callWebhooks();

        assertThat(webhooks.called()).containsExactly(SLOW, QUICK, SLOW);
        assertThat(due.waiting).hasSize(61);
    }

    @Test
    void manyCallsThatAreAlmostSlowHoldNobodyUp() throws SQLException {
        IntStream.range(0, 500).forEach(number -> due.add(notice(number, ALMOST_SLOW), START.minusSeconds(60)));
        webhooks.meanwhile(ALMOST_SLOW, () -> IntStream.range(500, 503)
                .forEach(number -> due.add(notice(number, QUICK), clock.instant())));

        worker.callWebhooks();

        assertThat(webhooks.called().subList(0, 8)).endsWith(QUICK, QUICK, QUICK);
        assertThat(due.sent).hasSize(503);
    }

    @Test
    void oneOrganisationsMailThatFindsTheServerAwayHoldsNobodyUp() throws SQLException {
        IntStream.range(0, 100).forEach(number -> due.add(notice(number, SLOW), START.minusSeconds(60)));
        IntStream.range(100, 103).forEach(number -> due.add(notice(number, QUICK), START));
        List<String> carried = new ArrayList<>();

        worker(rendered -> {
                    carried.add(rendered.requestId());
                    return new Outcome(
                            rendered.requestId().length() < "notice-100".length()
                                    ? Outcome.Kind.UNREACHABLE
                                    : Outcome.Kind.DELIVERED,
                            "");
                })
                .sendMails();

        assertThat(carried).containsExactly("notice-0", "notice-100", "notice-101", "notice-102");
        assertThat(due.waiting).hasSize(100);
    }

    @Test
    void whenTheMailsOfTwoOrganisationsFindTheServerAwayTheOthersWait() throws SQLException {
        IntStream.range(0, 100).forEach(number -> due.add(notice(number, number), START));
        List<String> carried = new ArrayList<>();

        worker(rendered -> {
                    carried.add(rendered.requestId());
                    return new Outcome(Outcome.Kind.UNREACHABLE, "");
                })
                .sendMails();

        assertThat(carried).containsExactly("notice-0", "notice-1");
    }

    private NoticeWorker worker(SenderSession session) {
        NoticeMail mail = new NoticeMail(null, null, Optional.of("keys@example.com")) {
            @Override
            boolean isOn() {
                return true;
            }

            @Override
            SenderSession open() {
                return session;
            }
        };
        return new NoticeWorker(
                due, mail, webhooks, clock, stopping, null, Duration.ofMinutes(1), 30, Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({"429, 1", "502, 1", "503, 1", "504, 1", "404, 120", "500, 120"})
    void aWebhookThatTakesNothingAtPresentIsCalledOnceOnBehalfOfAll(int status, int calls) throws SQLException {
        webhooks.answer(QUICK, status);
        IntStream.range(0, 120).forEach(number -> due.add(notice(number, QUICK), START.minusSeconds(1)));

        worker.callWebhooks();

        assertThat(webhooks.called()).hasSize(calls);
        assertThat(due.waiting.keySet())
                .hasSize(120)
                .filteredOn(notice -> notice.attempts() > 0)
                .hasSize(calls);
    }

    @Test
    void anApplicationThatEndsCallsNobodyAnyMore() throws SQLException {
        IntStream.range(0, 20).forEach(number -> due.add(notice(number, QUICK), START.minusSeconds(1)));
        webhooks.meanwhile(QUICK, () -> EndOfApplication.begin(stopping));

        worker.callWebhooks();

        assertThat(webhooks.called()).containsExactly(QUICK);
        assertThat(due.sent).hasSize(1);
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
            return list(NoticeChannel.WEBHOOK, organisationId, now, Integer.MAX_VALUE);
        }

        @Override
        void putOffCalls(long organisationId, Instant now, Instant until) {
            calls(organisationId, now).stream()
                    .filter(notice -> !queuedAt.get(notice.id()).isAfter(now))
                    .forEach(notice -> waiting.put(notice, until));
        }

        @Override
        void giveUpCalls(long organisationId, Instant now, Instant queuedBy, String detail) {
            calls(organisationId, now).stream()
                    .filter(notice -> !queuedAt.get(notice.id()).isAfter(queuedBy))
                    .forEach(notice -> finish(notice, NoticeStatus.FAILED, detail, now));
        }

        @Override
        List<DueNotice> list(NoticeChannel channel, long organisationId, Instant now, int limit) {
            return list(channel, now).stream()
                    .filter(notice -> notice.organisationId() == organisationId)
                    .limit(limit)
                    .toList();
        }

        @Override
        List<Long> organisations(NoticeChannel channel, long after, Instant now, int limit) {
            return list(channel, now).stream()
                    .map(DueNotice::organisationId)
                    .distinct()
                    .sorted(Comparator.comparing((Long id) -> id <= after).thenComparing(Comparator.naturalOrder()))
                    .limit(limit)
                    .toList();
        }

        private List<DueNotice> list(NoticeChannel channel, Instant now) {
            return waiting.entrySet().stream()
                    .filter(entry -> !entry.getValue().isAfter(now))
                    .sorted(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        public Optional<DueNotice> begin(DueNotice notice, Instant now, Instant leaseEnd) {
            if (!waiting.containsKey(notice) || waiting.get(notice).isAfter(now)) {
                return Optional.empty();
            }
            waiting.remove(notice);
            waiting.put(notice.begun(), leaseEnd);
            return Optional.of(notice.begun());
        }

        @Override
        boolean finishOutdated(DueNotice begun, Instant now) {
            return false;
        }

        @Override
        public void putOff(DueNotice notice, Instant until, String detail) {
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
