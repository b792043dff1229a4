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
 * Installs a {@link LogGuard} as the filter of each handler of the server's log, and removes it when the
 * application ends. For a handler that may not apply filters, a handler of the product is placed before all
 * others, which has the guard change each record for them.
 */
@Singleton
public class LogGuards {

    private static final Logger ROOT = Logger.getLogger("");

    private final CurrentRequest request;

    @Inject
    public LogGuards(CurrentRequest request) {
        this.request = request;
    }

    /** Installs the guards. */
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

    /**
     * A handler without a formatter has its own way of writing: Open Liberty's handler does not apply
     * filters.
     */
    private static boolean mayAskNoFilter(Handler handler) {
        return handler.getFormatter() == null && !(handler instanceof FirstHandler);
    }

    /**
     * Handlers are called in the order in which they were added. Each is added again before its first
     * occurrence is removed: it may be called twice for a moment, but is never missing.
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

    /** Changes each record for the subsequent handlers, and writes nothing. */
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
