package io.latchkey.keyimport;

import java.util.Optional;

/**
 * The reason why a line cannot be imported.
 *
 * @param line the line's number in the file, starting at 1
 * @param field the invalid field; empty for the line as a whole
 * @param detail what the value must be, in English; never the value itself
 * @param reason the same in parts, unless the field's own rule is the reason
 */
public record ImportError(int line, String field, String detail, Optional<ImportReason> reason) {

    /** Creates an error for a field that violates its rule. */
    ImportError(int line, String field, String detail) {
        this(line, field, detail, Optional.empty());
    }

    /** Creates an error for another reason. */
    ImportError(int line, String field, ImportReason reason) {
        this(line, field, reason.detail(), Optional.of(reason));
    }
}
