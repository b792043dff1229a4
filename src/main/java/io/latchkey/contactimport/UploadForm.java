package io.latchkey.contactimport;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The parts of a form with a CSV file, for the description of the API: {@link UploadSettings} says what the parts beside the
 * file mean.
 */
@Schema(description = "A CSV file, and how to import it; the same can be said by query parameters.")
record UploadForm(
        @Schema(
                name = FILE,
                description = "the CSV file",
                type = "string",
                format = "binary",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String file,

        String dedupeOn,
        String contactFields,
        String customFieldsIDs,
        String groupNames,
        String groupNamesExclude,
        Boolean restoreDeleted,
        String eventKeyForNewContacts) {

    /** The name of the part that is the file. */
    static final String FILE = "file";
}
