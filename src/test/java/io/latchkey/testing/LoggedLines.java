package io.latchkey.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs, at a level that is not for debugging, until it is closed. */
public final class LoggedLines implements AutoCloseable {

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Logger logger;
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord record) {
            written.add(record.getLevel() + " " + formatter.formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LoggedLines(Logger logger) {
        this.logger = logger;
    }

    /** Begins to collect them. */
    public static LoggedLines of(Class<?> logging) {
        LoggedLines lines = new LoggedLines(Logger.getLogger(logging.getName()));
        lines.logger.addHandler(lines.handler);
        return lines;
    }

    /** Returns the lines so far, each with its level in front, as java.util.logging names it. */
    public List<String> written() {
        return List.copyOf(written);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
