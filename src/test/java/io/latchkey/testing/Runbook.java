package io.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of docs/operations, to be run as they are written there. */
public final class Runbook {

    /** Those that need no PostgreSQL: whoever has a server with the embedded database runs them. */
    public static final String EMBEDDED_BACKUP = "backup of the embedded database";

    public static final String EMBEDDED_RESTORE = "restore of the embedded database";

    /** For a Payara Server that runs, from its folder. */
    public static final String PAYARA_SERVER_JSON_LOG = "json log of payara server";

    /** Those that need a Redis: one password more, and one fewer. */
    public static final String NEW_REDIS_PASSWORD = "new redis password";

    public static final String FORMER_REDIS_PASSWORD = "former redis password";

    private static final Path DOCS = Path.of("docs", "operations");

    /** Indented, where it is a step of a list. */
    private static final Pattern BLOCK =
            Pattern.compile("<!-- ([a-z -]+) -->\\n *```sh\\n(.*?)\\n *```", Pattern.DOTALL);

    private static final Pattern INDENTED = Pattern.compile("(?: {4}|\\t).*\\S.*");

    private final Map<String, String> blocks = blocks();
    private final Set<String> run = new TreeSet<>();

    /** The names of all blocks of commands. */
    public Set<String> names() {
        return new TreeSet<>(blocks.keySet());
    }

    /** The names of those that were run. */
    public Set<String> run() {
        return run;
    }

    /** Runs a block of commands in the folder, with environment variables beside this process's own; what it printed. */
    public String run(String name, Path folder, Map<String, String> environment) {
        assertThat(blocks).containsKey(name);
        run.add(name);
        return shell(blocks.get(name), folder, environment);
    }

    /** Runs other commands so, which must not fail. */
    public static String shell(String commands, Path folder, Map<String, String> environment) {
        List<String> command =
                new ArrayList<>(List.of("bash", "-e", "-o", "pipefail", "-c", "cd '" + folder + "'\n" + commands));
        Shell.Result result = Shell.run(command, environment);
        assertThat(result.exitCode()).as(commands + "\n" + result.output()).isZero();
        return result.output();
    }

    /** Each block by its name; one without a name would not be run. */
    private static Map<String, String> blocks() {
        try (Stream<Path> pages = Files.list(DOCS)) {
            String all = pages.map(Runbook::read).collect(Collectors.joining("\n"));
            assertThat(unseen(all)).isEmpty();
            Map<String, String> blocks = BLOCK.matcher(all)
                    .results()
                    .collect(Collectors.toMap(
                            block -> block.group(1), block -> block.group(2).stripIndent()));
            assertThat(blocks).hasSize(all.split("```sh", -1).length - 1);
            return blocks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that show as commands, by being indented or fenced, and are in no block: no test would run them. */
    static List<String> unseen(String pages) {
        List<String> unseen = new ArrayList<>();
        boolean within = false;
        for (String line : pages.lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            boolean seen = fence
                    ? within || line.strip().equals("```sh")
                    : within || !INDENTED.matcher(line).matches();
            if (!seen) {
                unseen.add(line);
            }
            within ^= fence;
        }
        return unseen;
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
