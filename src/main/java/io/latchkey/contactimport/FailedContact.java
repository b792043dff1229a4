package io.latchkey.contactimport;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.contact.ChannelRequest;
import io.latchkey.contact.ContactRequest;
import io.latchkey.problem.FieldError;
import java.util.List;
import java.util.Optional;

/**
 * A contact that cannot be imported.
 *
 * @param index its position in the request, starting at 0
 * @param channels the channels as sent
 * @param errors the reasons
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FailedContact(
        @JsonInclude(JsonInclude.Include.ALWAYS) int index,
        Optional<String> externalCustomerId,
        List<ChannelRequest> channels,
        List<FieldError> errors) {

    static FailedContact of(int index, ContactRequest contact, List<FieldError> errors) {
        return new FailedContact(index, Optional.ofNullable(contact.externalCustomerId()), contact.channels(), errors);
    }
}
