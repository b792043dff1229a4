package io.latchkey.keyimport;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * What an import has done, or would do.
 *
 * @param dryRun whether nothing was stored
 * @param keys how many keys there are in the file
 * @param firstNumber the first one's number, if they were stored; the others follow in the order of the lines
 * @param lastNumber the last one's
 */
@Schema(name = "KeyImportDocument")
public record ImportDocument(boolean dryRun, int keys, Optional<Long> firstNumber, Optional<Long> lastNumber) {}
