package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.Pause;
import io.latchkey.timer.EndOfApplication;
import io.latchkey.timer.Stopping;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final int MAX_ATTEMPTS = 3;

    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<Long, AtomicInteger> made =
            LongStream.range(0, COUNT).boxed().collect(Collectors.toMap(id -> id, id -> new AtomicInteger()));

    private final Stopping stopping = new Stopping();
    private final List<String> putOff = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    private record Item(long id, long organisationId, int attempts) implements Delivery {}

    /** In memory, the longest overdue first. */
    private class Queue implements DeliveryQueue<Item> {

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
            return Optional.ofNullable(due.remove(item.id()))
                    .map(begun -> new Item(begun.id(), begun.organisationId(), begun.attempts() + 1));
        }

        @Override
        public void putOff(Item begun, Instant until, String detail) {
            putOff.add(detail);
        }

        @Override
        public void finish(Item ended, Outcome outcome, Instant now) throws SQLException {
            due.remove(ended.id());
            made.get(ended.id()).incrementAndGet();
            if (outcome.kind() != Outcome.Kind.TAKEN) {
                failed.add(outcome.detail());
            }
        }
    }

    private static Outcome send() {
        Pause.of(Duration.ofMillis(2));
        return new Outcome(Outcome.Kind.TAKEN, "");
    }

    private Deliveries<Item> deliveries(DeliveryQueue<Item> queue) {
        return deliveries(queue, queue);
    }

    private Deliveries<Item> deliveries(DeliveryQueue<Item> queue, DeliveryQueue<Item> unpooled) {
        return new Deliveries<>(
                "latchkey.outbox",
                queue,
                unpooled,
                new RetryPolicy("latchkey.outbox", Duration.ofSeconds(1), MAX_ATTEMPTS),
                Duration.ofMinutes(1),
                Clock.systemUTC(),
                stopping);
    }

    private void makeAll(Queue queue, Transport<Item> transport) throws SQLException {
        deliveries(queue)
                .makeAll(
                        new RoundRobin<>(queue::organisations, queue::list, Duration.ofSeconds(1), SPREAD),
                        () -> transport);
    }

    private void makeAll(Queue queue) throws SQLException {
        makeAll(queue, begun -> Optional.of(send()));
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

    @Test
    void anApplicationThatEndsBeginsNoOtherAttempt() throws SQLException {
        Queue queue = new Queue();
        LongStream.range(0, 10).forEach(id -> queue.due.put(id, new Item(id, 1, 0)));

        makeAll(queue, begun -> {
            EndOfApplication.begin(stopping);
            return Optional.of(new Outcome(Outcome.Kind.TAKEN, ""));
        });

        assertThat(attempts).hasValue(1);
        assertThat(made.get(0L)).hasValue(1);
    }

    /** The server closes its pools before the application knows that it ends. */
    @Test
    void whatWasSentWhileThePoolWasClosedIsRecordedWithoutIt() throws SQLException {
        Queue queue = new Queue();
        Queue closed = new Queue() {
            @Override
            public void finish(Item ended, Outcome outcome, Instant now) throws SQLException {
                throw new SQLException("The pool is closed");
            }
        };
        Item item = new Item(1, 1, 0);
        closed.due.put(1L, item);

        deliveries(closed, queue).make(item, begun -> Optional.of(new Outcome(Outcome.Kind.TAKEN, "")));

        assertThat(made.get(1L)).hasValue(1);
    }

    /** The error, or what has killed the node, let nothing be recorded about the attempts. */
    @Test
    void whatEndsNodesIsTriedNoMoreOftenThanAnythingElse() throws SQLException {
        Queue queue = new Queue();
        queue.due.put(1L, new Item(1, 1, MAX_ATTEMPTS - 1));
        queue.due.put(2L, new Item(2, 1, MAX_ATTEMPTS));
        Item alone = new Item(3, 1, MAX_ATTEMPTS);
        List<Item> sent = new ArrayList<>();

        makeAll(queue, begun -> {
            sent.add(begun);
            return Optional.of(new Outcome(Outcome.Kind.TAKEN, ""));
        });
        boolean there = deliveries(queue).make(alone, begun -> {
            throw new AssertionError("Nothing is sent");
        });

        assertThat(sent).containsExactly(new Item(1, 1, MAX_ATTEMPTS));
        assertThat(there).isTrue();
        assertThat(failed).hasSize(2).allMatch(detail -> detail.startsWith("No attempt is left"));
    }

    @Test
    void anErrorThatIsNotOfTheProcessEndsOneAttemptAlone() throws SQLException {
        Queue queue = new Queue();
        queue.due.put(1L, new Item(1, 1, 0));
        queue.due.put(2L, new Item(2, 1, MAX_ATTEMPTS - 1));
        queue.due.put(3L, new Item(3, 1, 0));

        makeAll(queue, begun -> {
            if (begun.id() == 3) {
                return Optional.of(new Outcome(Outcome.Kind.TAKEN, ""));
            }
            throw begun.id() == 1 ? new NoClassDefFoundError() : new StackOverflowError();
        });

        assertThat(putOff).hasSize(1);
        assertThat(failed).hasSize(1);
        assertThat(made.get(3L)).hasValue(1);
    }

    @Test
    void anErrorOfTheProcessEndsTheRun() {
        Queue queue = new Queue();
        queue.due.put(1L, new Item(1, 1, 0));

        assertThatThrownBy(() -> makeAll(queue, begun -> {
                    throw new OutOfMemoryError("for a test");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(putOff).isEmpty();
        assertThat(failed).isEmpty();
    }
}
