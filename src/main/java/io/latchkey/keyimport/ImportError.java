package io.latchkey.keyimport;

/**
 * The reason why a line cannot be imported.
 *
 * @param line the line's number in the file, starting at 1
 * @param field the invalid field; empty for the line as a whole
 * @param detail what the value must be; never the value itself
 */
public record ImportError(int line, String field, String detail) {}
