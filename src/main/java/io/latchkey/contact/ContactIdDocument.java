package io.latchkey.contact;

/**
 * The answer to a write: nothing of what is stored, since the key may not be one that reads.
 *
 * @param id the contact's id
 */
public record ContactIdDocument(long id) {}
