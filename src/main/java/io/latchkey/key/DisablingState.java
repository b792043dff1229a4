package io.latchkey.key;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;

/**
 * What the audit log records of a key, before and after, when it is disabled automatically: the part of its settings
 * that changes. The names are those in the record of all settings, which is written when a user changes the key.
 */
@JsonPropertyOrder({"status", "disabledBy"})
public record DisablingState(KeyStatus status, Optional<DisabledBy> disabledBy) {

    /** Returns the state of an enabled key. */
    public static DisablingState enabled() {
        return new DisablingState(KeyStatus.ENABLED, Optional.empty());
    }

    /** Returns the state of a key that is disabled for the cause. */
    public static DisablingState disabledBy(DisabledBy cause) {
        return new DisablingState(KeyStatus.DISABLED, Optional.of(cause));
    }
}
