package io.latchkey.template;

/**
 * The answer to a request that has made, changed or deleted something.
 *
 * @param id its id
 */
public record IdDocument(long id) {}
