package io.latchkey.key;

/**
 * Why a line cannot be imported.
 *
 * @param line its number in the file, from 1 on
 * @param field the field that is wrong; empty for the line as a whole
 * @param detail what it must be; never what it is
 */
public record ImportError(int line, String field, String detail) {}
