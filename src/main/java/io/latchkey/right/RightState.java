package io.latchkey.right;

import java.time.Instant;
import java.util.List;

/** A custom right's settings as recorded in the audit log. */
record RightState(String name, String description, List<String> patterns, Instant createdAt) {

    static RightState of(CustomRight right) {
        return new RightState(right.name(), right.description(), right.patterns(), right.createdAt());
    }
}
