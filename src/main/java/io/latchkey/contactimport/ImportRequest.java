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
 * Contacts to add or change. Each is checked on its own: one that is not valid does not stop the others.
 *
 * @param contacts 1 to 3000 of them
 * @param dedupeOn by what a stored contact is known again; by the e-mail address when it is left out
 * @param fieldId not read: a contact is not known by a custom field
 * @param contactFields what of a stored contact may change: see {@link ImportSettings}
 * @param customFieldsIDs the same for custom fields
 * @param groupNames segments to put each contact into; those that are missing are made
 * @param groupNamesExclude segments to take each contact out of
 * @param restoreDeleted whether someone who was deleted may be added again; not, when it is left out
 * @param eventKeyForNewContacts the type of the event that is stored for each new contact
 */
public record ImportRequest(
        @NotNull @Size(min = 1, max = MAX_CONTACTS) List<@NotNull ContactRequest> contacts,

        @JsonAlias("dedupe_on") @JsonDeserialize(using = ScalarText.class) @Size(max = 40)
        String dedupeOn,

        @JsonDeserialize(using = ScalarNumber.class) Long fieldId,
        @Size(max = 50) List<@NotBlank @Size(max = 40) String> contactFields,

        @JsonAlias({"customFieldsIds", "customFieldIds"})
        @JsonDeserialize(contentUsing = ScalarNumber.class)
        @Size(max = 500)
        List<@NotNull @Min(1) Long> customFieldsIDs,

        @Size(max = 100) List<@NotBlank @Size(max = Segment.MAX_NAME) String> groupNames,
        @Size(max = 100) List<@NotBlank @Size(max = Segment.MAX_NAME) String> groupNamesExclude,
        Boolean restoreDeleted,

        @Size(max = 255) @Pattern(regexp = "\\P{Cntrl}*+", message = "must not contain control characters")
        String eventKeyForNewContacts) {

    static final int MAX_CONTACTS = 3000;

    /** How to import, apart from what. */
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
