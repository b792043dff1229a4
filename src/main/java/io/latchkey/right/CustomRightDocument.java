package io.latchkey.right;

import java.time.Instant;
import java.util.List;

/**
 * A custom right as represented in the management API.
 *
 * @param patterns the requests that it covers
 */
public record CustomRightDocument(String name, String description, List<String> patterns, Instant createdAt) {

    static CustomRightDocument of(CustomRight right) {
        return new CustomRightDocument(right.name(), right.description(), right.patterns(), right.createdAt());
    }
}
