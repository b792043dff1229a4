package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final AtomicInteger done = new AtomicInteger();

    @Test
    void aThreadThatTheServerHasDroppedHoldsNothingUp() {
        Lane lane = new Lane(done::incrementAndGet);
        lane.call();
        // No thread comes.

        lane.call();
        lane.run();

        assertThat(done).hasValue(1);
    }

    @Test
    void workThatFailsLeavesTheLaneFree() {
        Lane lane = new Lane(() -> {
            if (done.incrementAndGet() == 1) {
                throw new OutOfMemoryError("for a test");
            }
        });
        lane.call();
        assertThatThrownBy(lane::run).isInstanceOf(OutOfMemoryError.class);

        lane.call();
        lane.run();

        assertThat(done).hasValue(2);
    }

    @Test
    void nobodysCallIsLostAndNoTwoAreAtIt() throws InterruptedException {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger queued = new AtomicInteger();
        Lane lane = new Lane(() -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            done.addAndGet(queued.getAndSet(0));
            atWork.decrementAndGet();
        });
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int call = 0; call < 1000; call++) {
                    queued.incrementAndGet();
                    lane.call();
                    lane.run();
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
        new Lane(done::incrementAndGet).run();

        assertThat(done).hasValue(0);
    }
}
