package io.latchkey.log;

import io.latchkey.request.CurrentRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Changes a record before it is written, whoever has logged it: credentials are removed from its message, its
 * parameters and its exception, and a record of the product gets the id of the request that the thread is
 * processing.
 *
 * <p>A filter is the only place in {@code java.util.logging} for this that no server's formatter bypasses. A
 * record is changed in place, so it is also safe for every subsequent handler; changing it twice has no
 * further effect.
 */
final class LogGuard implements Filter {

    private static final String OURS = "io.latchkey.";

    private final Optional<Filter> former;
    private final CurrentRequest request;

    LogGuard(Optional<Filter> former, CurrentRequest request) {
        this.former = former;
        this.request = request;
    }

    /** Returns the handler's previous filter. */
    Optional<Filter> former() {
        return former;
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        // The message first: redacting a parameter on its own may change one half of a credential that is
        // recognisable only in the combined text.
        redactMessage(record);
        redactParameters(record);
        if (record.getThrown() != null) {
            record.setThrown(RedactedThrowable.of(record.getThrown()));
        }
        name(record);
        return former.isEmpty() || former.get().isLoggable(record);
    }

    private static void redactParameters(LogRecord record) {
        Object[] parameters = record.getParameters();
        if (parameters == null) {
            return;
        }
        Object[] safe = Arrays.stream(parameters).map(LogGuard::redacted).toArray();
        if (!Arrays.equals(parameters, safe)) {
            record.setParameters(safe);
        }
    }

    private static Object redacted(Object parameter) {
        if (parameter == null || parameter instanceof Number) {
            return parameter;
        }
        String text = parameter instanceof Throwable thrown
                ? RedactedThrowable.of(thrown).toString()
                : String.valueOf(parameter);
        return Redaction.isNeeded(text) ? Redaction.of(text) : parameter;
    }

    /** Redacts the message together with its parameters: only the two combined may form a credential. */
    private static void redactMessage(LogRecord record) {
        String message = record.getMessage();
        if (message == null) {
            return;
        }
        String written = new SimpleFormatter().formatMessage(record);
        if (Redaction.isNeeded(written)) {
            replace(record, Redaction.of(written));
        } else if (Redaction.isNeeded(message)) {
            // Formatters other than that of the Java runtime support other placeholders.
            record.setMessage(Redaction.of(message));
        }
    }

    private void name(LogRecord record) {
        String logger = record.getLoggerName();
        Optional<String> suffix = request.id().map(id -> " [request " + id + "]");
        if (suffix.isEmpty() || logger == null || !logger.startsWith(OURS) || record.getMessage() == null) {
            return;
        }
        String written = new SimpleFormatter().formatMessage(record);
        if (!written.endsWith(suffix.get())) {
            replace(record, written + suffix.get());
        }
    }

    private static void replace(LogRecord record, String written) {
        record.setMessage(written);
        record.setParameters(null);
        record.setResourceBundle(null);
    }
}
