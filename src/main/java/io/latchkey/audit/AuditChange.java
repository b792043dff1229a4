package io.latchkey.audit;

import java.util.Optional;

/**
 * What was done.
 *
 * @param keyNumber the key's number in its organisation; 0 when the change is not of a key
 * @param before the fields that were changed as they were, a JSON object; none for a new key and a copy
 * @param after the same as they are now; none for a deleted key and a copy
 */
public record AuditChange(AuditAction action, long keyNumber, Optional<String> before, Optional<String> after) {}
