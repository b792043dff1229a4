package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.latchkey.json.ScalarNumber;
import io.latchkey.json.ScalarText;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The contacts to add to or remove from a segment.
 *
 * @param contactIds at most 500 ids of contacts
 * @param externalCustomerIds at most 500 ids from the client's own system
 */
public record GroupContactsRequest(
        @JsonAlias({"contacts", "ids"}) @JsonDeserialize(contentUsing = ScalarNumber.class) @Size(max = 500)
        List<@NotNull Long> contactIds,

        @JsonDeserialize(contentUsing = ScalarText.class) @Size(max = 500)
        List<@NotBlank @Size(max = 255) String> externalCustomerIds) {

    /** Absent lists are empty. */
    public GroupContactsRequest {
        contactIds = contactIds == null ? List.of() : contactIds;
        externalCustomerIds = externalCustomerIds == null ? List.of() : externalCustomerIds;
    }

    /** Rejects an empty request, which is more often a mistake of the caller's than intended. */
    @AssertTrue(message = "must contain a contact, here or in externalCustomerIds")
    private boolean isContactIds() {
        return !contactIds.isEmpty() || !externalCustomerIds.isEmpty();
    }

    List<Long> contacts(long organisationId, ContactFinder finder) {
        return Stream.concat(
                        contactIds.stream(),
                        finder.idsOfExternalCustomers(organisationId, externalCustomerIds).stream())
                .distinct()
                .toList();
    }
}
