package io.latchkey.contactimport;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.latchkey.contact.ContactRequest;
import io.latchkey.json.ScalarNumber;
import io.latchkey.json.ScalarText;
import io.latchkey.segment.Segment;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Contacts to add or change. Each is validated separately: an invalid one does not affect the others.
 *
 * @param contacts 1 to 3000 contacts
 * @param dedupeOn what identifies a stored contact; the e-mail address by default
 * @param fieldId ignored: custom fields do not identify contacts
 * @param contactFields the fields of a stored contact that may change: see {@link ImportSettings}
 * @param customFieldsIDs the same for custom fields; an empty list means that none may change
 * @param groupNames segments to add each contact to; missing ones are created
 * @param groupNamesExclude segments to remove each contact from
 * @param restoreDeleted whether deleted contacts may be added again; false by default
 * @param eventKeyForNewContacts the type of the event stored for each new contact
 */
public record ImportRequest(
        @NotNull @Size(min = 1, max = MAX_CONTACTS) List<@NotNull ContactRequest> contacts,

        @JsonAlias("dedupe_on") @JsonDeserialize(using = ScalarText.class) @Size(max = 40)
        String dedupeOn,

        @JsonDeserialize(using = ScalarNumber.class) Long fieldId,
        @Size(max = 50) List<@NotBlank @Size(max = 40) String> contactFields,

        @JsonAlias({"customFieldsIds", "customFieldIds"})
        @JsonDeserialize(contentUsing = ScalarNumber.class)
        @Size(max = MAX_CUSTOM_FIELDS)
        List<@NotNull @Min(1) Long> customFieldsIDs,

        @Size(max = 100) List<@NotBlank @Size(max = Segment.MAX_NAME) String> groupNames,
        @Size(max = 100) List<@NotBlank @Size(max = Segment.MAX_NAME) String> groupNamesExclude,
        Boolean restoreDeleted,

        @Size(max = 255) @Pattern(regexp = "\\P{Cc}*+", message = "must not contain control characters")
        String eventKeyForNewContacts) {

    static final int MAX_CONTACTS = 3000;

    /** As many as a file may have columns. */
    static final int MAX_CUSTOM_FIELDS = 500;

    /** Returns the settings of the import, without the contacts. */
    ImportSettings settings() {
        return ImportSettings.of(
                dedupeOn,
                contactFields,
                customFieldsIDs,
                groupNames,
                groupNamesExclude,
                Boolean.TRUE.equals(restoreDeleted),
                eventKeyForNewContacts);
    }
}
