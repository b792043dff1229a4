package io.latchkey.rest;

import io.swagger.v3.oas.annotations.media.Schema;

/** A response without content: an empty JSON object, for clients that parse every response as JSON. */
@Schema(types = "object", description = "an empty object")
public record Done() {}
