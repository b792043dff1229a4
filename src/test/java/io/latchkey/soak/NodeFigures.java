package io.latchkey.soak;

import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must not grow.
 *
 * @param heapKib what a node's heap holds after a collection
 * @param connections those of all nodes to the database
 */
record NodeFigures(long heapKib, long connections) {

    private static final Pattern USED = Pattern.compile("heap +total .*?used (\\d+)K");

    static NodeFigures of(LatchkeyServer node, TestDatabase database) throws IOException, InterruptedException {
        jcmd(node, "GC.run");
        Matcher used = USED.matcher(jcmd(node, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd does not say what the heap holds");
        }
        return new NodeFigures(
                Long.parseLong(used.group(1)),
                Long.parseLong(
                        database.value("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'latchkey'")));
    }

    private static String jcmd(LatchkeyServer node, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(node.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }
}
