package io.latchkey.contactimport;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The parts of a form with a CSV file, for the API description; {@link UploadSettings} defines the parts
 * other than the file.
 */
@Schema(description = "A CSV file, and how to import it; the same settings can be given as query parameters.")
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

    /** The name of the part that contains the file. */
    static final String FILE = "file";
}
