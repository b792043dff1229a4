package io.latchkey.soak;

import io.latchkey.testing.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** All keys that were answered, and what went against what is known of them. */
final class Model {

    private final List<ModelKey> keys = new CopyOnWriteArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
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

    /** Judges the answer to a use, if what the secret must do was settled before and has not changed since. */
    void judge(
            ModelKey key,
            ModelSecret secret,
            ModelSecret.Known before,
            boolean settledBefore,
            int status,
            String node) {
        if (status == 200) {
            accepted.incrementAndGet();
        } else if (status == 401) {
            refused.incrementAndGet();
        } else {
            unanswered.incrementAndGet();
        }
        if (!settledBefore || secret.known() != before) {
            return;
        }
        if (before.expectation() == Expectation.REFUSED && status == 200) {
            violated(key + " was accepted on " + node + ", and is refused since " + before.since());
        }
        if (before.expectation() == Expectation.ACCEPTED && status != 200 && status != 503) {
            violated(key + " was answered by " + status + " on " + node + ", and opens since " + before.since());
        }
    }

    void lost() {
        unanswered.incrementAndGet();
    }

    @Override
    public String toString() {
        return keys.size() + " keys, " + accepted + " uses accepted, " + refused + " refused, " + unanswered
                + " not answered";
    }
}
