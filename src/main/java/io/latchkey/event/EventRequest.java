package io.latchkey.event;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.JsonNode;

/**
 * An event as an integration sends it.
 *
 * @param eventTypeKey the kind of event; 1 to 255 characters
 * @param keyValue what tells events of one kind apart; 1 to 255 characters
 * @param params in version 1 a list of {@code {name, value}}, from version 2 on plain JSON; either is taken in all
 */
public record EventRequest(
        @NotBlank @Size(max = 255) String eventTypeKey,
        @NotBlank @Size(max = 255) String keyValue,
        JsonNode params) {}
