package io.latchkey.keyimport;

import java.text.MessageFormat;
import java.util.List;

/**
 * Why a file or a line cannot be imported.
 *
 * @param fault the kind of fault
 * @param values what the text about the fault mentions, such as a limit; never a key
 */
public record ImportReason(ImportFault fault, List<Object> values) {

    static ImportReason of(ImportFault fault, Object... values) {
        return new ImportReason(fault, List.of(values));
    }

    /** Returns the reason in English, with numbers as in JSON. */
    String detail() {
        return MessageFormat.format(
                fault.detail(), values.stream().map(String::valueOf).toArray());
    }
}
