package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latchkey.subscription.Subscription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The kinds of mail that a contact has subscribed to.
 *
 * @param subscriptions their names; at most 100
 */
public record ContactSubscriptionsDocument(
        @NotNull @Size(max = 100) List<@NotBlank @Size(max = Subscription.MAX_NAME) String> subscriptions) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public ContactSubscriptionsDocument {}

    /** Creates the document from the names alone, as a top-level list. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ContactSubscriptionsDocument ofNames(List<String> names) {
        return new ContactSubscriptionsDocument(names);
    }
}
