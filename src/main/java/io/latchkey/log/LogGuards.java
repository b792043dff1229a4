package io.latchkey.log;

import io.latchkey.request.CurrentRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Puts a {@link LogGuard} before each handler of the server's log, and takes it away when the application ends. Where a handler may ask
 * no filter, a handler of ours goes before all others and has the guard change each record for them.
 */
@Singleton
public class LogGuards {

    private static final Logger ROOT = Logger.getLogger("");

    private final CurrentRequest request;

    @Inject
    public LogGuards(CurrentRequest request) {
        this.request = request;
    }

    /** From now on the log is guarded. */
    public void install() {
        Handler[] handlers = ROOT.getHandlers();
        for (Handler handler : handlers) {
            if (!(handler.getFilter() instanceof LogGuard)) {
                handler.setFilter(new LogGuard(Optional.ofNullable(handler.getFilter()), request));
            }
        }
        if (Arrays.stream(handlers).anyMatch(LogGuards::mayAskNoFilter) && !(handlers[0] instanceof FirstHandler)) {
            goFirst(handlers);
        }
    }

    /** What has no formatter writes in a way of its own: Open Liberty's handler asks no filter. */
    private static boolean mayAskNoFilter(Handler handler) {
        return handler.getFormatter() == null && !(handler instanceof FirstHandler);
    }

    /**
     * The handlers are called in the order in which they were added. Each is added again before it is taken from its place, the first that
     * it is found at: rather twice for a moment than not at all.
     */
    private void goFirst(Handler[] handlers) {
        ROOT.addHandler(new FirstHandler(new LogGuard(Optional.empty(), request)));
        for (Handler handler : handlers) {
            if (!(handler instanceof FirstHandler)) {
                ROOT.addHandler(handler);
            }
            ROOT.removeHandler(handler);
        }
    }

    @PreDestroy
    void remove() {
        for (Handler handler : ROOT.getHandlers()) {
            if (handler instanceof FirstHandler) {
                ROOT.removeHandler(handler);
            } else if (handler.getFilter() instanceof LogGuard guard) {
                handler.setFilter(guard.former().orElse(null));
            }
        }
    }

    /** Changes each record for those behind it, and writes none. */
    private static final class FirstHandler extends Handler {

        private final LogGuard guard;

        FirstHandler(LogGuard guard) {
            this.guard = guard;
        }

        @Override
        public void publish(LogRecord record) {
            guard.isLoggable(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
