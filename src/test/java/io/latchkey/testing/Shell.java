package io.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs programs that a machine may or may not have. */
public final class Shell {

    private Shell() {}

    /** What a program printed, on either stream, and how it ended. */
    public record Result(int exitCode, String output) {}

    /** Whether the program can be run. */
    public static boolean has(String program) {
        try {
            return run(List.of(program, "--version")).exitCode() == 0;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }

    /**
     * Runs a program to its end.
     *
     * @throws UncheckedIOException when it is missing
     */
    public static Result run(List<String> command) {
        return run(command, Map.of());
    }

    /** The same, with environment variables beside this process's own. */
    public static Result run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
