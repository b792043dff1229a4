package io.latchkey.event;

/**
 * What a deletion has done.
 *
 * @param deleted how many events
 * @param complete false when the request reached its limit: send it again for the rest
 */
public record DeletedEvents(int deleted, boolean complete) {}
