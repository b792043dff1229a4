package io.latchkey.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.request.CurrentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LogGuardsTest {

    private static final String KEY = "lk_0123456789abcdefghijABCDEFGHIJ01234567";

    private final Logger root = Logger.getLogger("");
    private final List<String> written = new ArrayList<>();

    /** As Open Liberty's is. */
    private final Handler asksNoFilter = new Handler() {
        @Override
        public void publish(LogRecord record) {
            written.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void aHandlerThatAsksNoFilterWritesNoCredentialEither() {
        Handler[] before = root.getHandlers();
        root.addHandler(asksNoFilter);
        LogGuards guards = new LogGuards(new CurrentRequest());
        try {
            guards.install();
            guards.install();

            assertThat(root.getHandlers()).hasSize(before.length + 2);
            Logger.getLogger("another.library").info("a key: " + KEY);
            assertThat(written).containsExactly("a key: lk_***");
        } finally {
            guards.remove();
            root.removeHandler(asksNoFilter);
        }
        assertThat(root.getHandlers()).containsExactly(before);
    }

    @Test
    void noHandlerIsMissingMeanwhile() throws InterruptedException {
        root.addHandler(asksNoFilter);
        LogGuards guards = new LogGuards(new CurrentRequest());
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger missing = new AtomicInteger();
        Thread other = new Thread(() -> {
            while (looks.incrementAndGet() < 3_000_000) {
                if (!List.of(root.getHandlers()).contains(asksNoFilter)) {
                    missing.incrementAndGet();
                }
            }
        });
        try {
            other.start();
            while (other.isAlive()) {
                guards.install();
                guards.remove();
            }
        } finally {
            other.join();
            root.removeHandler(asksNoFilter);
        }

        assertThat(missing).hasValue(0);
    }
}
