package io.latchkey.audit;

import java.util.Optional;

/**
 * What was done.
 *
 * @param keyNumber the number in its organisation of the key that it was done to
 * @param subject the name of the custom right, the user or the setting that it was done to
 * @param before the fields that were changed as they were, a JSON object; none for what is new and for a copy
 * @param after the same as they are now; none for what is deleted and for a copy
 */
public record AuditChange(
        AuditAction action,
        Optional<Long> keyNumber,
        Optional<String> subject,
        Optional<String> before,
        Optional<String> after) {

    /** A change of a key. */
    public AuditChange(AuditAction action, long keyNumber, Optional<String> before, Optional<String> after) {
        this(action, Optional.of(keyNumber), Optional.empty(), before, after);
    }

    /** A change of a custom right, a user or a setting. */
    public AuditChange(AuditAction action, String subject, Optional<String> before, Optional<String> after) {
        this(action, Optional.empty(), Optional.of(subject), before, after);
    }
}
