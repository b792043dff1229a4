package io.latchkey.soak;

import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills what the product runs on, and brings it back. Each of four blows comes once before any comes again, in random order. */
final class Chaos {

    private final List<LatchkeyServer> nodes;
    private final TestDatabase database;
    private final Random random;
    private final List<Integer> left = new ArrayList<>();

    Chaos(List<LatchkeyServer> nodes, TestDatabase database, long seed) {
        this.nodes = nodes;
        this.database = database;
        this.random = new Random(seed);
    }

    /** One blow, of which all is up again; what it was. */
    String strike() throws InterruptedException {
        if (left.isEmpty()) {
            left.addAll(List.of(0, 1, 2, 3));
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
