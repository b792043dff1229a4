package io.latchkey.soak;

import io.latchkey.soak.ModelKey.Status;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
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
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one PostgreSQL under mixed traffic, while all three are killed and started again at random; afterwards,
 * what a fixed number of uses leaves behind. Settings: {@code latchkey.soak.minutes}, which the last blows may exceed,
 * and {@code latchkey.soak.seed}, which is printed.
 */
class RevocationSoak {

    private static final int USERS = 3;
    private static final int MANAGERS = 2;

    /** Between two requests of a thread: the load is to be mixed, and not the most there can be. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration BETWEEN_BLOWS = Duration.ofSeconds(8);

    /** Judged uses of each kind in a minute of blows; a healthy run on a busy machine has several times as many. */
    private static final int MIN_JUDGED_A_MINUTE = 100;

    /** Uses of each node without a pause, for each minute of blows. */
    private static final int USES_A_MINUTE = 10_000;

    private static final int MAX_USES = 100_000;

    /**
     * What a heap may hold more after the same uses once more: 170 bytes for each of 100,000 uses, 840 for each of
     * 20,000. What a failure or a new key leaves behind is not seen.
     */
    private static final long MAX_GROWTH_KIB = 16 * 1024;

    /** How often the uses are repeated if there are more connections than before. */
    private static final int REPETITIONS = 2;

    private static List<LatchkeyServer> nodes = List.of();

    private final long seed = Long.getLong("latchkey.soak.seed", System.nanoTime());
    private final Duration length = Duration.ofMinutes(Integer.getInteger("latchkey.soak.minutes", 2));
    private final Model model = new Model();
    private final Users users = new Users(model);

    @BeforeAll
    static void start() {
        LatchkeyServer one = LatchkeyServer.start(
                DatabaseKind.POSTGRESQL,
                Map.of(
                        // A request whose answer was lost is soon over in the node, too.
                        "LATCHKEY_DB_CONNECT_TIMEOUT",
                        "PT2S",
                        "LATCHKEY_DB_SOCKET_TIMEOUT",
                        "PT5S",
                        // Each blow closes the listeners' connections, which a node notices at once. If it did
                        // not, its trust would last beyond the time after which uses are judged.
                        "LATCHKEY_CACHE_TRUST",
                        "PT10S",
                        "LATCHKEY_ACTIVITY_FLUSH_INTERVAL",
                        "PT5S"));
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
        long accepted = model.judgedAccepted();
        long refused = model.judgedRefused();

        TimeUnit.SECONDS.sleep(ModelKey.IN_FLIGHT.toSeconds() + 1);
        Manager manager = new Manager(model, nodes, seed);
        model.keys().stream().filter(key -> key.lost().isPresent()).forEach(manager::find);
        TimeUnit.SECONDS.sleep(3);
        long unanswered = model.unanswered();
        int uses = (int) Math.min(MAX_USES, USES_A_MINUTE * Math.max(2, length.toMinutes()));
        Load load = new Load(users, nodes, uses, seed + 2000);
        Figures before = load.figuresAfterwards();
        Figures after = load.figuresAfterwards();
        // A pool may grow because timers happen to need connections at once; a leak takes more of them each time.
        for (int i = 0; i < REPETITIONS && after.connections() > before.connections(); i++) {
            before = after;
            after = load.figuresAfterwards();
        }
        unanswered = model.unanswered() - unanswered;
        model.keys().forEach(this::check);
        System.out.println("At the end: " + model + "; " + unanswered + " of the uses without blows not answered");

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(model.violations()).isEmpty();
        softly.assertThat(model.keys()).isNotEmpty().allMatch(key -> key.lost().isEmpty());
        softly.assertThat(accepted).as("judged as accepted").isGreaterThan(MIN_JUDGED_A_MINUTE * length.toMinutes());
        softly.assertThat(refused).as("judged as refused").isGreaterThan(MIN_JUDGED_A_MINUTE * length.toMinutes());
        softly.assertThat(unanswered).as("without an answer").isLessThan(uses / 1000);
        softly.assertThat(after.connections()).as("connections").isLessThanOrEqualTo(before.connections());
        for (int i = 0; i < nodes.size(); i++) {
            softly.assertThat(after.heapsKib().get(i) - before.heapsKib().get(i))
                    .as("growth of the heap of node " + i)
                    .isLessThan(MAX_GROWTH_KIB);
        }
        softly.assertAll();
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
            running.add(threads.submit(
                    () -> repeat(stop::isNotYet, () -> users.use(random, nodes.get(random.nextInt(nodes.size()))))));
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
        while (Instant.now().isBefore(end) || !chaos.allBlowsCameEquallyOften()) {
            System.out.println(Instant.now() + " " + chaos.strike() + "; " + model);
            Pause.of(BETWEEN_BLOWS);
        }
    }

    /** In the end each key that was answered is there, and its secrets do on both nodes what they must. */
    private void check(ModelKey key) {
        for (LatchkeyServer node : nodes) {
            int found = node.admin().get(key.path()).status();
            if (found != (key.status() == Status.DELETED ? 404 : 200)) {
                model.violated(key + " is answered by " + found);
            }
            for (ModelSecret secret : key.secrets()) {
                int status = Users.answer(secret, node).status();
                if (status != (secret.expectation() == Expectation.ACCEPTED ? 200 : 401)) {
                    model.violated(
                            "In the end " + key + " is answered by " + status + " and must be " + secret.expectation());
                }
            }
        }
    }
}
