package io.latchkey.soak;

import io.latchkey.testing.Java;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must not grow.
 *
 * @param heapsKib what each node's heap holds after a collection
 * @param connections those of all nodes to the database
 */
record Figures(List<Long> heapsKib, long connections) {

    /** Of the whole heap, or of each of its generations, by the collector. */
    private static final Pattern USED = Pattern.compile("(?:heap|generation) +total [^,]*, used (\\d+)K");

    private static final String CONNECTIONS =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'latchkey'";

    static Figures of(List<LatchkeyServer> nodes) throws IOException, InterruptedException {
        List<Long> heaps = new ArrayList<>();
        for (LatchkeyServer node : nodes) {
            heaps.add(heapKib(node));
        }
        return new Figures(heaps, count(nodes.get(0).database(), CONNECTIONS));
    }

    /** The connections that a statement or a transaction occupies at this moment. */
    static long busyConnections(TestDatabase database) {
        return count(database, CONNECTIONS + " AND state <> 'idle'");
    }

    private static long count(TestDatabase database, String sql) {
        return Long.parseLong(database.value(sql));
    }

    private static long heapKib(LatchkeyServer node) throws IOException, InterruptedException {
        jcmd(node, "GC.run");
        List<Long> used = USED.matcher(jcmd(node, "GC.heap_info"))
                .results()
                .map(part -> Long.valueOf(part.group(1)))
                .toList();
        if (used.isEmpty()) {
            throw new IllegalStateException("jcmd does not say what the heap holds");
        }
        return used.stream().mapToLong(Long::longValue).sum();
    }

    private static String jcmd(LatchkeyServer node, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Java.tool("jcmd"), Long.toString(node.pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }
}
