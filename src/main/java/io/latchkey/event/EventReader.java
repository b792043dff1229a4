package io.latchkey.event;

import io.latchkey.json.Json;
import io.latchkey.json.StorableText;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates an event's content from a valid request. */
@Singleton
public class EventReader {

    /** The parameters that identify a contact, most reliable first, which replace a missing key value. */
    private static final List<String> CONTACT =
            List.of("contactId", "externalCustomerId", "email", "phone", "pushToken");

    private final EventParams params;
    private final Json json;

    @Inject
    public EventReader(EventParams params, Json json) {
        this.params = params;
        this.json = json;
    }

    /**
     * Returns the event's content.
     *
     * @throws ProblemException 400, when the parameters have neither form, cannot be stored, or neither they
     *     nor the request supply a key value
     */
    EventContent read(String eventTypeKey, Optional<String> keyValue, Optional<JsonNode> given, ParamsForm form) {
        ObjectNode object = params.normalise(given, form);
        if (!StorableText.isStorable(object)) {
            throw ProblemException.invalid("params", "must be text without NUL or invalid characters");
        }
        String text = json.write(object);
        if (text.length() > EventContent.MAX_PARAMS) {
            throw ProblemException.invalid("params", "must have at most " + EventContent.MAX_PARAMS + " characters");
        }
        return new EventContent(
                eventTypeKey, keyValue.filter(value -> !value.isBlank()).orElseGet(() -> contact(object)), text);
    }

    private static String contact(ObjectNode params) {
        String contact = CONTACT.stream()
                .map(params::path)
                .filter(value -> value.isString() || value.isIntegralNumber())
                .map(JsonNode::asString)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "keyValue", "is required, unless there is one of the params " + String.join(", ", CONTACT)));
        if (contact.length() > EventContent.MAX_KEY_VALUE) {
            throw ProblemException.invalid(
                    "keyValue", "must have at most " + EventContent.MAX_KEY_VALUE + " characters");
        }
        return contact;
    }
}
