package io.latchkey.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Replaces an exception in the log, with its stack trace and all its causes, but without the credentials in
 * their messages.
 */
final class RedactedThrowable extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String shown;

    private RedactedThrowable(String shown, Throwable cause) {
        super(shown, cause, true, true);
        this.shown = shown;
    }

    /**
     * Returns the exception itself if it contains nothing that must not be logged, or else a redacted copy.
     */
    static Throwable of(Throwable thrown) {
        return isNeeded(thrown, newSet()) ? copy(thrown, newSet()) : thrown;
    }

    private static boolean isNeeded(Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        boolean needed = Redaction.isNeeded(String.valueOf(thrown)) || isNeeded(thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            needed |= isNeeded(suppressed, seen);
        }
        return needed;
    }

    private static Throwable copy(Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return null;
        }
        RedactedThrowable copy =
                new RedactedThrowable(Redaction.of(String.valueOf(thrown)), copy(thrown.getCause(), seen));
        copy.setStackTrace(thrown.getStackTrace());
        for (Throwable suppressed : thrown.getSuppressed()) {
            Throwable copied = copy(suppressed, seen);
            if (copied != null) {
                copy.addSuppressed(copied);
            }
        }
        return copy;
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Returns the same text as the exception, except for credentials. */
    @Override
    public String toString() {
        return shown;
    }
}
