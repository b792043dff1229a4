package io.latchkey.keyimport;

import java.util.Optional;

/**
 * The result of an import, or of its dry run.
 *
 * @param dryRun whether nothing was stored
 * @param keys the number of keys in the file
 * @param firstNumber the first key's number, if they were stored; the others follow in the order of the lines
 * @param lastNumber the last key's number
 */
public record KeyImportDocument(boolean dryRun, int keys, Optional<Long> firstNumber, Optional<Long> lastNumber) {}
