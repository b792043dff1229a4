package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Pause;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Several nodes that make the deliveries of one queue at the same time. */
class DeliveriesTest {

    private static final int COUNT = 2000;
    private static final int SPREAD = 40;

    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<Long, AtomicInteger> made =
            LongStream.range(0, COUNT).boxed().collect(Collectors.toMap(id -> id, id -> new AtomicInteger()));

    private record Item(long id, long organisationId, int attempts) implements Delivery {}

    /** In memory, the longest overdue first. */
    private final class Queue implements DeliveryQueue<Item> {

        private final Map<Long, Item> due = new ConcurrentSkipListMap<>();

        List<Long> organisations(long after, Instant now, int limit) {
            return due.values().stream()
                    .map(Item::organisationId)
                    .distinct()
                    .limit(limit)
                    .toList();
        }

        List<Item> list(long organisation, Instant now, int limit) {
            return due.values().stream()
                    .filter(item -> item.organisationId() == organisation)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<Item> begin(Item item, Instant now, Instant leaseEnd) {
            attempts.incrementAndGet();
            return Optional.ofNullable(due.remove(item.id()));
        }

        @Override
        public void putOff(Item begun, Instant until, String detail) {
            throw new AssertionError();
        }

        @Override
        public void finish(Item begun, Outcome outcome, Instant now) {
            made.get(begun.id()).incrementAndGet();
        }
    }

    private static Outcome send() {
        Pause.of(Duration.ofMillis(2));
        return new Outcome(Outcome.Kind.TAKEN, "");
    }

    private void makeAll(Queue queue) throws SQLException {
        Deliveries<Item> deliveries = new Deliveries<>(
                "latchkey.outbox",
                queue,
                new RetryPolicy("latchkey.outbox", Duration.ofSeconds(1), 3),
                Duration.ofMinutes(1),
                Clock.systemUTC());
        deliveries.makeAll(
                new RoundRobin<>(queue::organisations, queue::list, Duration.ofSeconds(1), SPREAD),
                () -> begun -> Optional.of(send()));
    }

    private void makeAllOnEachNode(int nodeCount, int organisations) throws Exception {
        Queue queue = new Queue();
        LongStream.range(0, COUNT).forEach(id -> queue.due.put(id, new Item(id, id % organisations, 0)));
        ExecutorService nodes = Executors.newFixedThreadPool(nodeCount);
        try {
            Callable<Void> node = () -> {
                makeAll(queue);
                return null;
            };
            for (Future<Void> done : nodes.invokeAll(
                    IntStream.range(0, nodeCount).mapToObj(i -> node).toList())) {
                done.get();
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void nodesDoNotTryToBeginWhatOthersAreSending() throws Exception {
        makeAllOnEachNode(4, 1);

        assertThat(made.values()).allSatisfy(times -> assertThat(times).hasValue(1));
        // If each node tried all that it has listed, nearly four for each.
        assertThat(attempts.get()).isLessThan(COUNT * 3 / 2);
    }

    @Test
    void neitherDoMany() throws Exception {
        makeAllOnEachNode(40, 1);

        assertThat(made.values()).allSatisfy(times -> assertThat(times).hasValue(1));
        // If all of them chose among the first fifty, 1.7 for each.
        assertThat(attempts.get()).isLessThan(COUNT * 3 / 2);
    }

    @Test
    void deliveriesOfManyOrganisationsAreAllMadeOnce() throws Exception {
        makeAllOnEachNode(4, 7);

        assertThat(made.values()).allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(attempts.get()).isLessThan(COUNT * 2);
    }
}
