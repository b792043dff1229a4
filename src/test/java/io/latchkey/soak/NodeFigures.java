package io.latchkey.soak;

import io.latchkey.testing.Java;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must not grow.
 *
 * @param heapKib what a node's heap holds after a collection
 * @param connections those of all nodes to the database
 */
record NodeFigures(long heapKib, long connections) {

    /** Of the whole heap, or of each of its generations, by the collector. */
    private static final Pattern USED = Pattern.compile("(?:heap|generation) +total [^,]*, used (\\d+)K");

    static NodeFigures of(LatchkeyServer node, TestDatabase database) throws IOException, InterruptedException {
        jcmd(node, "GC.run");
        List<Long> used = USED.matcher(jcmd(node, "GC.heap_info"))
                .results()
                .map(part -> Long.valueOf(part.group(1)))
                .toList();
        if (used.isEmpty()) {
            throw new IllegalStateException("jcmd does not say what the heap holds");
        }
        return new NodeFigures(
                used.stream().mapToLong(Long::longValue).sum(),
                Long.parseLong(
                        database.value("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'latchkey'")));
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
