package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/** What users decide about a key, as the audit log writes it down before and after a change. */
record KeyState(String description, AccessRight accessRight, KeyStatus status, Optional<DisabledBy> disabledBy) {

    static KeyState of(ApiKey key, InactivityPolicy inactivity, Instant now) {
        return new KeyState(
                key.description(), key.accessRight(), key.status(inactivity, now), key.disabledBy(inactivity, now));
    }
}
