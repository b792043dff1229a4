package io.latchkey.rest;

import io.swagger.v3.oas.annotations.media.Schema;

/** The answer that has nothing to say: an empty JSON object, for clients that read every answer as JSON. */
@Schema(types = "object", description = "nothing to say")
public record Done() {}
