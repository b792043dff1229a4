package io.latchkey.testing;

import java.util.List;

/**
 * A disk without room, as a process sees it: the system lets its files not grow beyond a size, so that writing fails as it
 * does on a full one (setrlimit(2), RLIMIT_FSIZE). Linux only, by util-linux.
 */
public final class FullDisk implements AutoCloseable {

    private static final String PRLIMIT = "prlimit";

    private final long pid;

    private FullDisk(long pid) {
        this.pid = pid;
    }

    /** Whether this machine can make one. */
    public static boolean isPossible() {
        return Shell.has(PRLIMIT);
    }

    /** From now on none of the process's files gets larger than so many bytes. */
    public static FullDisk of(long pid, long bytes) {
        FullDisk disk = new FullDisk(pid);
        disk.limit(Long.toString(bytes));
        return disk;
    }

    /** Makes room. */
    @Override
    public void close() {
        limit("unlimited");
    }

    private void limit(String bytes) {
        // The soft limit alone, which may be raised again by whoever has lowered it.
        Shell.Result limited = Shell.run(List.of(PRLIMIT, "--pid", Long.toString(pid), "--fsize=" + bytes + ":"));
        if (limited.exitCode() != 0) {
            throw new IllegalStateException(limited.output());
        }
    }
}
