package io.latchkey.event;

/**
 * The result of a deletion.
 *
 * @param deleted the number of events deleted
 * @param complete false when the request reached its limit, or the database failed in between: repeat it to delete the
 *     rest
 */
public record DeletedEvents(int deleted, boolean complete) {}
