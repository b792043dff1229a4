package io.latchkey.template;

/**
 * The response to a request that has created, changed or deleted something.
 *
 * @param id its id
 */
public record IdDocument(long id) {}
