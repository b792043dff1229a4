package io.latchkey.audit;

import java.util.Optional;

/**
 * A change, as recorded in the audit log.
 *
 * @param keyNumber the number, within its organisation, of the key that was changed
 * @param subject the name of the custom right, the user or the setting that was changed
 * @param before the previous values of the changed fields, as a JSON object; empty if there are none, as for
 *     something new or a copy
 * @param after their values after the change; empty if there are none, as for something deleted or a copy
 */
public record AuditChange(
        AuditAction action,
        Optional<Long> keyNumber,
        Optional<String> subject,
        Optional<String> before,
        Optional<String> after) {

    /** Creates a change of a key. */
    public AuditChange(AuditAction action, long keyNumber, Optional<String> before, Optional<String> after) {
        this(action, Optional.of(keyNumber), Optional.empty(), before, after);
    }

    /** Creates a change of a custom right, a user or a setting. */
    public AuditChange(AuditAction action, String subject, Optional<String> before, Optional<String> after) {
        this(action, Optional.empty(), Optional.of(subject), before, after);
    }
}
