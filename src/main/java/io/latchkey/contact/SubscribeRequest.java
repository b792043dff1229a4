package io.latchkey.contact;

import io.latchkey.contact.ContactRequest.FieldRequest;
import io.latchkey.json.ScalarText;
import io.latchkey.subscription.Subscription;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What a subscription form has been filled in with.
 *
 * @param contact who subscribes
 * @param groups segments to put the contact into
 * @param subscriptions kinds of mail to give the contact
 * @param fields further custom fields
 * @param formType tells forms apart: a part of the event's type; at most 100 characters without control characters
 * @param dedupeOn not read: a contact is known by any of its channels
 */
public record SubscribeRequest(
        @Valid @NotNull ContactRequest contact,
        @Size(max = 100) List<@Valid @NotNull GroupRequest> groups,
        @Size(max = 100) List<@NotBlank @Size(max = Subscription.MAX_NAME) String> subscriptions,
        @Size(max = 500) List<@Valid @NotNull FieldRequest> fields,

        @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*+", message = "must not contain control characters")
        String formType,

        @JsonDeserialize(using = ScalarText.class) @Size(max = 50)
        String dedupeOn) {

    /** Absent lists are empty. */
    public SubscribeRequest {
        groups = groups == null ? List.of() : groups;
        subscriptions = subscriptions == null ? List.of() : subscriptions;
        fields = fields == null ? List.of() : fields;
        formType = formType == null ? "" : formType;
    }
}
