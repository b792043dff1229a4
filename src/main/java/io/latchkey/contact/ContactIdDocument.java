package io.latchkey.contact;

/**
 * The response to a write. It reveals nothing of what is stored, since the key may lack read access.
 *
 * @param id the contact's id
 */
public record ContactIdDocument(long id) {}
