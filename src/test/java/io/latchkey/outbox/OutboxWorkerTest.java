package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import io.latchkey.template.Channel;
import io.latchkey.testing.MovableClock;
import io.latchkey.timer.Stopping;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxWorkerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long COY = 3;

    private final MovableClock clock = new MovableClock(START);
    private final InMemory due = new InMemory();
    private final Gateway gateway = new Gateway();
    private final OutboxWorker worker = new OutboxWorker(
            due,
            new OneText(),
            new Fillings(new Json()),
            (organisationId, channel, address) -> false,
            clock,
            new Stopping(),
            null,
            Duration.ofMinutes(1),
            10,
            Duration.ofMinutes(10));

    private long lastId;

    @AfterEach
    void goOn() {
        Thread.interrupted();
    }

    @Test
    void whoeverQueuesManyMessagesHoldsNobodyUp() throws SQLException {
        queue(10_000, ANN);
        clock.advance(Duration.ofSeconds(1));
        queue(2, BOB);
        queue(1, COY);

        worker.sendAll(gateway);

        assertThat(gateway.carried.subList(0, 50)).contains(BOB, COY);
        assertThat(gateway.carried).filteredOn(sender -> sender == BOB).hasSize(2);
        assertThat(gateway.carried).hasSize(10_003);
    }

    @Test
    void thoseQueuedDuringALongRunHaveTheirTurnSoon() throws SQLException {
        queue(10_000, BOB);
        gateway.meanwhile = () -> queue(1, ANN);

        worker.sendAll(gateway);

        assertThat(gateway.carried.subList(0, 100)).contains(ANN);
    }

    /** The mail server drops the connection because of what one organisation sends. */
    @Test
    void whoseMessagesFindTheDestinationAwayHoldsNobodyUp() throws SQLException {
        gateway.away.add(ANN);
        queue(1000, ANN);
        queue(1000, BOB);

        worker.sendAll(gateway);

        assertThat(gateway.carried).filteredOn(sender -> sender == ANN).hasSize(1);
        assertThat(gateway.carried).filteredOn(sender -> sender == BOB).hasSize(1000);
        assertThat(due.waiting).hasSize(1000);
    }

    @Test
    void theirOwnMessagesWaitForHalfAMinute() throws SQLException {
        gateway.away.add(ANN);
        queue(3, ANN);
        worker.sendAll(gateway);
        gateway.away.clear();

        clock.advance(Duration.ofSeconds(29));
        worker.sendAll(gateway);
        assertThat(gateway.carried).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        worker.sendAll(gateway);
        assertThat(gateway.carried).hasSize(3);
    }

    @Test
    void whenTwoFindItAwayTheOthersWait() throws SQLException {
        LongStream.rangeClosed(1, 100).forEach(organisation -> {
            queue(2, organisation);
            gateway.away.add(organisation);
        });

        worker.sendAll(gateway);
        assertThat(gateway.carried).containsExactly(1L, 2L);

        // As long as nobody has reached it, one attempt is enough.
        worker.sendAll(gateway);
        assertThat(gateway.carried).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theNextRunBeginsWithThoseWhoseTurnItIs() throws SQLException {
        gateway.away.addAll(List.of(ANN, BOB));
        queue(100, ANN);
        queue(100, BOB);
        queue(1, COY);
        worker.sendAll(gateway);
        assertThat(gateway.carried).containsExactly(ANN, BOB);

        clock.advance(Duration.ofMinutes(2));
        worker.sendAll(gateway);

        assertThat(gateway.carried.get(2)).isEqualTo(COY);
    }

    @Test
    void aStoppingServerSendsNothingMore() throws SQLException {
        queue(10, ANN);
        gateway.meanwhile = () -> Thread.currentThread().interrupt();

        worker.sendAll(gateway);

        assertThat(gateway.carried).hasSize(1);
    }

    private void queue(int count, long organisation) {
        for (int i = 0; i < count; i++) {
            lastId++;
            due.waiting.put(new DueMessage(lastId, organisation, 0), clock.instant());
        }
    }

    /** Takes every message, except those of the organisations for which it is away. */
    private final class Gateway implements ChannelSender {

        private final List<Long> carried = new ArrayList<>();
        private final Set<Long> away = new HashSet<>();
        private Runnable meanwhile = () -> {};

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public SenderSession open() {
            return rendered -> {
                long sender = Long.parseLong(rendered.requestId().split("/")[0]);
                carried.add(sender);
                meanwhile.run();
                meanwhile = () -> {};
                return Outcome.of(away.contains(sender) ? Outcome.Kind.UNREACHABLE : Outcome.Kind.TAKEN);
            };
        }
    }

    private static final class OneText extends Outbox {

        OneText() {
            super(null, null, null, null);
        }

        @Override
        public MessageContent content(long contentId) {
            return MessageContent.sms(1, "Shop", "Hello", List.of(), START);
        }
    }

    /** The messages, of which this node alone sends any. */
    private static final class InMemory extends DueMessages {

        private final Map<DueMessage, Instant> waiting = new TreeMap<>(Comparator.comparing(DueMessage::id));

        InMemory() {
            super(null);
        }

        private Stream<DueMessage> due(Instant now) {
            return waiting.entrySet().stream()
                    .filter(entry -> !entry.getValue().isAfter(now))
                    .map(Map.Entry::getKey);
        }

        @Override
        List<Long> organisations(Channel channel, long after, Instant now, int limit) {
            return due(now).map(DueMessage::organisationId)
                    .distinct()
                    .sorted(Comparator.comparing((Long id) -> id <= after).thenComparing(Comparator.naturalOrder()))
                    .limit(limit)
                    .toList();
        }

        @Override
        List<DueMessage> list(Channel channel, long organisationId, Instant now, int limit) {
            return due(now).filter(message -> message.organisationId() == organisationId)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<DueMessage> begin(DueMessage message, Instant now, Instant leaseEnd) {
            waiting.remove(message);
            waiting.put(message.begun(), leaseEnd);
            return Optional.of(message.begun());
        }

        @Override
        Optional<AddressedMessage> read(DueMessage begun) {
            return Optional.of(new AddressedMessage(
                    begun.organisationId() + "/" + begun.id(), 1, "380501234567", "{}", Optional.empty()));
        }

        @Override
        public void putOff(DueMessage begun, Instant until, String detail) {
            waiting.put(begun, until);
        }

        @Override
        void finish(DueMessage begun, MessageStatus status, String detail, Instant now) {
            waiting.remove(begun);
        }
    }
}
