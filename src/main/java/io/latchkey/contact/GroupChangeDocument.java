package io.latchkey.contact;

/**
 * What a change of a segment's members came to.
 *
 * @param changed how many contacts were put in or taken out
 */
public record GroupChangeDocument(int changed) {}
