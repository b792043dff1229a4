package io.latchkey.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.latchkey.json.TextOrNumber;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An event as sent by an integration.
 *
 * @param eventTypeKey the type of event; 1 to 255 characters
 * @param keyValue distinguishes events of one type; up to 300 characters. If absent, the contact named by the
 *     parameters is used ({@link EventReader})
 * @param params in version 1, a list of {@code {name, value}}; from version 2 on, plain JSON; every version
 *     accepts both
 */
public record EventRequest(
        @NotBlank @Size(max = EventContent.MAX_TYPE) String eventTypeKey,

        @JsonDeserialize(using = TextOrNumber.class) @Size(max = EventContent.MAX_KEY_VALUE)
        String keyValue,

        @JsonAlias("parameters") JsonNode params) {}
