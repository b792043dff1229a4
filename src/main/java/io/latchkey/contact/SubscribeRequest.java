package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.latchkey.contact.ContactRequest.FieldRequest;
import io.latchkey.json.ScalarText;
import io.latchkey.problem.ProblemException;
import io.latchkey.subscription.Subscription;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The input of a subscription form.
 *
 * @param contact the subscriber
 * @param groups segments to add the contact to
 * @param subscriptions subscriptions to add to the contact
 * @param fields additional custom fields
 * @param formType distinguishes forms, as part of the event's type; at most 100 characters without control
 *     characters
 * @param dedupeOn ignored: any of its channels identifies a contact
 */
public record SubscribeRequest(
        @Valid @NotNull ContactRequest contact,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(max = 100)
        List<@Valid @NotNull GroupRequest> groups,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(max = 100)
        List<@NotBlank @Size(max = Subscription.MAX_NAME) String> subscriptions,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(max = 500)
        List<@Valid @NotNull FieldRequest> fields,

        @Size(max = 100) @Pattern(regexp = "\\P{Cc}*+", message = "must not contain control characters")
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

    /**
     * Returns the subscriber, with the groups and fields beside it.
     *
     * @throws ProblemException 400, if there is another contact within it, which would be lost
     */
    ContactRequest subscriber() {
        ProblemException.throwIfAny(contact.nested("contact."));
        return contact.with(groups, fields);
    }
}
