package io.latchkey.soak;

import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The same number of uses again and again, as many as the nodes answer, to see what each time leaves behind. */
final class Load {

    private static final int THREADS_OF_A_NODE = 4;

    /** Several flushes: what was noted in memory is written by then. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    /** A timer's statement takes milliseconds; what takes as long as this is left behind by a request. */
    private static final Duration BUSY_LIMIT = Duration.ofSeconds(20);

    private final Users users;
    private final List<LatchkeyServer> nodes;
    private final int uses;
    private final Random random;

    /**
     * @param uses of each node each time
     */
    Load(Users users, List<LatchkeyServer> nodes, int uses, long seed) {
        this.users = users;
        this.nodes = nodes;
        this.uses = uses;
        this.random = new Random(seed);
    }

    /** Uses keys once more, and waits until no connection is in use; fails if one remains so. */
    Figures figuresAfterwards() throws Exception {
        long begun = System.nanoTime();
        useAll();
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        Pause.of(QUIET);
        Pause.until(
                "all connections to be idle",
                BUSY_LIMIT,
                () -> Figures.busyConnections(nodes.get(0).database()) == 0);
        Figures figures = Figures.of(nodes);
        System.out.println("After " + uses + " uses of each node in " + millis + " ms: " + figures);
        return figures;
    }

    private void useAll() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS_OF_A_NODE * nodes.size());
        List<Future<?>> running = new ArrayList<>();
        for (LatchkeyServer node : nodes) {
            for (int i = 0; i < THREADS_OF_A_NODE; i++) {
                Random own = new Random(random.nextLong());
                running.add(threads.submit(() -> useMany(own, node)));
            }
        }
        threads.shutdown();
        for (Future<?> thread : running) {
            thread.get(20, TimeUnit.MINUTES);
        }
    }

    private void useMany(Random own, LatchkeyServer node) {
        for (int i = 0; i < uses / THREADS_OF_A_NODE; i++) {
            users.use(own, node);
        }
    }
}
