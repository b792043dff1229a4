package io.latchkey.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.soak.ModelKey.Status;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one PostgreSQL under mixed traffic, while all three are killed and started again at random. Settings:
 * {@code latchkey.soak.minutes} and {@code latchkey.soak.seed}, which is printed.
 */
class RevocationSoak {

    private static final int USERS = 3;
    private static final int MANAGERS = 2;

    /** Between two requests of a thread: the load is to be mixed, and not the most there can be. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration BETWEEN_BLOWS = Duration.ofSeconds(8);
    private static final Duration QUIET = Duration.ofSeconds(15);

    /** The nodes' pools and their listeners; a connection too many is one that leaks. */
    private static final int MAX_CONNECTIONS = 2 * (32 + 2);

    private static List<LatchkeyServer> nodes = List.of();

    private final long seed = Long.getLong("latchkey.soak.seed", System.nanoTime());
    private final Duration length = Duration.ofMinutes(Integer.getInteger("latchkey.soak.minutes", 2));
    private final Model model = new Model();

    @BeforeAll
    static void start() {
        // A request whose answer was lost is soon over in the node, too.
        LatchkeyServer one = LatchkeyServer.start(
                DatabaseKind.POSTGRESQL,
                Map.of("LATCHKEY_DB_CONNECT_TIMEOUT", "PT2S", "LATCHKEY_DB_SOCKET_TIMEOUT", "PT5S"));
        nodes = List.of(one);
        nodes = List.of(one, one.startAnotherNode());
    }

    @AfterAll
    static void close() {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).close();
        }
    }

    @Test
    void nothingIsAcceptedThatShouldBeRefusedAndNoKeyIsLost() throws Exception {
        System.out.println("Soak of " + length.toMinutes() + " min, -Dlatchkey.soak.seed=" + seed);
        underTraffic(() -> strikeUntil(Instant.now().plus(length)));
        System.out.println("After the blows: " + model);

        List<NodeFigures> before = figures();
        underTraffic(() -> Pause.of(QUIET));
        TimeUnit.SECONDS.sleep(ModelKey.IN_FLIGHT.toSeconds() + 1);
        Manager manager = new Manager(model, nodes, seed);
        model.keys().stream().filter(key -> key.lost().isPresent()).forEach(manager::find);
        TimeUnit.SECONDS.sleep(3);
        model.keys().forEach(this::check);
        List<NodeFigures> after = figures();
        System.out.println("At the end: " + model + "; before the quiet time " + before + ", after it " + after);

        assertThat(model.violations()).isEmpty();
        assertThat(model.keys()).isNotEmpty().allMatch(key -> key.lost().isEmpty());
        for (int i = 0; i < after.size(); i++) {
            // A collection leaves what has just been used; a leak of every request's would be many times as much.
            assertThat(after.get(i).heapKib()).isLessThan(before.get(i).heapKib() * 5 / 4 + 32 * 1024);
            assertThat(after.get(i).connections()).isLessThanOrEqualTo(MAX_CONNECTIONS);
        }
    }

    private static List<NodeFigures> figures() throws Exception {
        List<NodeFigures> figures = new ArrayList<>();
        for (LatchkeyServer node : nodes) {
            figures.add(NodeFigures.of(node, nodes.get(0).database()));
        }
        return figures;
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    private void underTraffic(Meanwhile meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(USERS + MANAGERS);
        Stop stop = new Stop();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            Random random = new Random(seed + i);
            running.add(threads.submit(() -> repeat(stop::isNotYet, () -> use(random))));
        }
        for (int i = 0; i < MANAGERS; i++) {
            Manager manager = new Manager(model, nodes, seed + 100 + i);
            running.add(threads.submit(() -> repeat(stop::isNotYet, manager::step)));
        }
        try {
            meanwhile.run();
        } finally {
            stop.now();
            threads.shutdown();
        }
        for (Future<?> thread : running) {
            thread.get(90, TimeUnit.SECONDS);
        }
    }

    private static final class Stop {
        private volatile boolean stopped;

        boolean isNotYet() {
            return !stopped;
        }

        void now() {
            stopped = true;
        }
    }

    private static void repeat(BooleanSupplier goesOn, Runnable step) {
        while (goesOn.getAsBoolean()) {
            step.run();
            Pause.of(PAUSE);
        }
    }

    private void strikeUntil(Instant end) throws InterruptedException {
        Chaos chaos = new Chaos(nodes, nodes.get(0).database(), seed + 1000);
        Pause.of(BETWEEN_BLOWS);
        while (Instant.now().isBefore(end)) {
            System.out.println(Instant.now() + " " + chaos.strike() + "; " + model);
            Pause.of(BETWEEN_BLOWS);
        }
    }

    private void use(Random random) {
        model.draw(random).ifPresent(key -> {
            ModelSecret secret = key.secrets().get(random.nextInt(key.secrets().size()));
            use(key, secret, nodes.get(random.nextInt(nodes.size())));
        });
    }

    private void use(ModelKey key, ModelSecret secret, LatchkeyServer node) {
        ModelSecret.Known before = secret.known();
        boolean settled = before.isSettled();
        try {
            Answer answer = node.anonymous().as("soak", secret.text()).get("/api/v1/version");
            if (Manager.isOfTheProduct(answer)) {
                model.judge(
                        key,
                        secret,
                        before,
                        settled,
                        answer.status(),
                        node.base().toString());
            } else {
                model.lost();
            }
        } catch (UncheckedIOException nodeIsAway) {
            model.lost();
        }
    }

    /** What is true in the end: each key that was answered is there, and its secrets do on both nodes what they must. */
    private void check(ModelKey key) {
        for (LatchkeyServer node : nodes) {
            int found = node.admin().get(key.path()).status();
            if (found != (key.status() == Status.DELETED ? 404 : 200)) {
                model.violated(key + " is answered by " + found);
            }
            for (ModelSecret secret : key.secrets()) {
                int status = node.anonymous()
                        .as("soak", secret.text())
                        .get("/api/v1/version")
                        .status();
                if (status != (secret.expectation() == Expectation.ACCEPTED ? 200 : 401)) {
                    model.violated(
                            "In the end " + key + " is answered by " + status + " and must be " + secret.expectation());
                }
            }
        }
    }
}
