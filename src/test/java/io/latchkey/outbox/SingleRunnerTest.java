package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleRunnerTest {

    private final AtomicInteger done = new AtomicInteger();

    @Test
    void aThreadThatTheServerHasDroppedHoldsNothingUp() {
        SingleRunner runner = new SingleRunner(done::incrementAndGet);
        runner.call();
        // No thread comes.

        runner.call();
        runner.run();

        assertThat(done).hasValue(1);
    }

    @Test
    void workThatFailsLeavesTheLaneFree() {
        SingleRunner runner = new SingleRunner(() -> {
            if (done.incrementAndGet() == 1) {
                throw new OutOfMemoryError("for a test");
            }
        });
        runner.call();
        assertThatThrownBy(runner::run).isInstanceOf(OutOfMemoryError.class);

        runner.call();
        runner.run();

        assertThat(done).hasValue(2);
    }

    @Test
    void nobodysCallIsLostAndNoTwoAreAtIt() throws InterruptedException {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger queued = new AtomicInteger();
        SingleRunner runner = new SingleRunner(() -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            done.addAndGet(queued.getAndSet(0));
            atWork.decrementAndGet();
        });
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int call = 0; call < 1000; call++) {
                    queued.incrementAndGet();
                    runner.call();
                    runner.run();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(done).hasValue(8000);
        assertThat(most).hasValue(1);
    }

    @Test
    void whoeverWasNotCalledForDoesNothing() {
        new SingleRunner(done::incrementAndGet).run();

        assertThat(done).hasValue(0);
    }
}
