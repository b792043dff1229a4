package io.latchkey.rest;

/** The answer that has nothing to say: an empty JSON object, for clients that read every answer as JSON. */
public record Done() {}
