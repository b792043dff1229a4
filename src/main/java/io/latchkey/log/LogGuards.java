package io.latchkey.log;

import io.latchkey.request.CurrentRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** Puts a {@link LogGuard} before each handler of the server's log, and takes it away when the application ends. */
@Singleton
public class LogGuards {

    private final CurrentRequest request;

    @Inject
    public LogGuards(CurrentRequest request) {
        this.request = request;
    }

    /** From now on the log is guarded. A handler that the server adds later is with the next call. */
    public void install() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (!(handler.getFilter() instanceof LogGuard)) {
                handler.setFilter(new LogGuard(Optional.ofNullable(handler.getFilter()), request));
            }
        }
    }

    @PreDestroy
    void remove() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFilter() instanceof LogGuard guard) {
                handler.setFilter(guard.former().orElse(null));
            }
        }
    }
}
