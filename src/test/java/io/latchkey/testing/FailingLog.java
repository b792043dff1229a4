package io.latchkey.testing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Has everything that a class logs fail, as when there is no memory for it, until it is closed. */
public final class FailingLog implements AutoCloseable {

    private final AtomicInteger failures = new AtomicInteger();
    private final Logger logger;
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord record) {
            failures.incrementAndGet();
            throw new OutOfMemoryError("for a test");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public FailingLog(Class<?> logging) {
        logger = Logger.getLogger(logging.getName());
        logger.addHandler(handler);
    }

    /** How often something was to be logged. */
    public int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
