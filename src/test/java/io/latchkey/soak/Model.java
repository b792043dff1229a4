package io.latchkey.soak;

import io.latchkey.testing.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** All keys that were answered, and what went against what is known of them. */
final class Model {

    /** Within this time, a node has usually heard of a change, however busy the machine is. */
    private static final Duration USUALLY_SETTLED_AFTER = Duration.ofMillis(250);

    private final List<ModelKey> keys = new CopyOnWriteArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong judgedAccepted = new AtomicLong();
    private final AtomicLong judgedRefused = new AtomicLong();
    private final AtomicLong soon = new AtomicLong();
    private final AtomicLong soonAccepted = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();

    void add(ModelKey key) {
        keys.add(key);
    }

    List<ModelKey> keys() {
        return keys;
    }

    Optional<ModelKey> draw(Random random) {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(random.nextInt(keys.size())));
    }

    void violated(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Whether an operation was answered as it must be; anything else that is decided is a fault. */
    boolean isExpected(Answer answer, int status, String what) {
        if (answer.status() == status) {
            return true;
        }
        violated(what + " was answered by " + answer.status() + ": " + answer.body());
        return false;
    }

    /**
     * Judges the answer to a use, if what the secret must do was settled before and has not changed since.
     *
     * @param age how long before the request it was known what the secret must do
     */
    void judge(ModelKey key, ModelSecret secret, ModelSecret.Known before, Duration age, int status, String node) {
        if (status == 200) {
            accepted.incrementAndGet();
        } else if (status == 401) {
            refused.incrementAndGet();
        } else {
            unanswered.incrementAndGet();
        }
        if (before.expectation() == Expectation.UNDECIDED || secret.known() != before) {
            return;
        }
        if (age.compareTo(ModelSecret.SETTLED_AFTER) > 0) {
            judgeSettled(key, before, status, node);
        } else if (before.expectation() == Expectation.REFUSED && age.compareTo(USUALLY_SETTLED_AFTER) > 0) {
            (status == 200 ? soonAccepted : soon).incrementAndGet();
        }
    }

    private void judgeSettled(ModelKey key, ModelSecret.Known before, int status, String node) {
        if (before.expectation() == Expectation.REFUSED) {
            if (status == 200) {
                violated(key + " was accepted on " + node + ", and is refused since " + before.since());
            } else if (status == 401) {
                judgedRefused.incrementAndGet();
            }
        } else if (status == 200) {
            judgedAccepted.incrementAndGet();
        } else if (status != 503) {
            violated(key + " was answered by " + status + " on " + node + ", and opens since " + before.since());
        }
    }

    /** The uses that had to be accepted, and were. */
    long judgedAccepted() {
        return judgedAccepted.get();
    }

    /** The uses that had to be refused, and were. */
    long judgedRefused() {
        return judgedRefused.get();
    }

    /** The uses of which nothing is known. */
    long unanswered() {
        return unanswered.get();
    }

    void lost() {
        unanswered.incrementAndGet();
    }

    @Override
    public String toString() {
        return keys.size() + " keys; uses: " + accepted + " accepted, " + refused + " refused, " + unanswered
                + " not answered; judged: " + judgedAccepted + " had to be accepted and were, " + judgedRefused
                + " had to be refused and were; 0.25 to 2 s after they had to be refused: " + soon + " not accepted, "
                + soonAccepted + " accepted; " + violations.size() + " violations";
    }
}
