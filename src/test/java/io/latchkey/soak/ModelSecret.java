package io.latchkey.soak;

import java.time.Duration;
import java.time.Instant;

/** A secret that a node has answered with, and what is expected of it. Read and written by several threads. */
final class ModelSecret {

    /** Every node has heard of a change by then; much more than it takes. */
    static final Duration SETTLED_AFTER = Duration.ofSeconds(2);

    private final String text;
    private volatile Known known;

    ModelSecret(String text, Expectation expectation) {
        this.text = text;
        this.known = new Known(expectation, Instant.now());
    }

    String text() {
        return text;
    }

    Expectation expectation() {
        return known.expectation();
    }

    void expect(Expectation expectation) {
        known = new Known(expectation, Instant.now());
    }

    /** What is known now, to be compared with what is known after a request. */
    Known known() {
        return known;
    }

    /**
     * An expectation.
     *
     * @param since from when on
     */
    record Known(Expectation expectation, Instant since) {

        Duration age() {
            return Duration.between(since, Instant.now());
        }
    }
}
