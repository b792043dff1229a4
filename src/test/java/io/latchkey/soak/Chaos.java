package io.latchkey.soak;

import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Takes away what the product runs on, and brings it back. Each of five blows comes once before any comes again, in
 * random order.
 */
final class Chaos {

    /** Longer than it may take until a change counts everywhere, and less than a node's trust in its cache. */
    private static final Duration OUT = Duration.ofSeconds(6);

    private final List<LatchkeyServer> nodes;
    private final TestDatabase database;
    private final Random random;
    private final List<Integer> left = new ArrayList<>();

    Chaos(List<LatchkeyServer> nodes, TestDatabase database, long seed) {
        this.nodes = nodes;
        this.database = database;
        this.random = new Random(seed);
    }

    boolean allBlowsCameEquallyOften() {
        return left.isEmpty();
    }

    /** One blow, of which all is up again; what it was. */
    String strike() throws InterruptedException {
        if (left.isEmpty()) {
            left.addAll(List.of(0, 1, 2, 3, 4));
            Collections.shuffle(left, random);
        }
        int choice = left.remove(left.size() - 1);
        if (choice < 2) {
            LatchkeyServer node = nodes.get(choice);
            node.killProcess();
            node.launch();
            awaitPatiently(node);
            return "node " + choice + " killed and started again";
        }
        if (choice == 2) {
            // The death of one backend takes down all of them, and PostgreSQL recovers as after a crash.
            long backend = Long.parseLong(database.value("SELECT pid FROM pg_stat_activity"
                    + " WHERE application_name = 'latchkey' ORDER BY backend_start DESC FETCH FIRST 1 ROW ONLY"));
            ProcessHandle.of(backend).ifPresent(ProcessHandle::destroyForcibly);
            TimeUnit.SECONDS.sleep(3);
            return "PostgreSQL crashed";
        }
        if (choice == 3) {
            // Changes go on meanwhile, and neither node hears of the other's.
            database.keepListenersOut();
            try {
                Pause.of(OUT);
            } finally {
                database.letListenersIn();
            }
            return "the nodes' listeners kept out";
        }
        database.stop();
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(3000));
        database.startAgain();
        return "PostgreSQL stopped and started again";
    }

    /** A machine that is busy beside the soak may need longer than a test gives it. */
    private static void awaitPatiently(LatchkeyServer node) {
        try {
            node.awaitReady();
        } catch (IllegalStateException notYet) {
            node.awaitReady();
        }
    }
}
