package io.latchkey.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.latchkey.json.TextOrNumber;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An event as an integration sends it.
 *
 * @param eventTypeKey the kind of event; 1 to 255 characters
 * @param keyValue what tells events of one kind apart; up to 300 characters. Without it, the contact that the parameters
 *     name is taken ({@link EventReader})
 * @param params in version 1 a list of {@code {name, value}}, from version 2 on plain JSON; either is taken in all
 */
public record EventRequest(
        @NotBlank @Size(max = EventContent.MAX_TYPE) String eventTypeKey,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = EventContent.MAX_KEY_VALUE)
        String keyValue,

        @JsonAlias("parameters") JsonNode params) {}
