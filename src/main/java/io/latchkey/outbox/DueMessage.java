package io.latchkey.outbox;

/**
 * A message that is due.
 *
 * @param attempts how many attempts have begun; whoever raises the number by one owns the next attempt
 */
record DueMessage(long id, long organisationId, int attempts) implements Delivery {

    DueMessage begun() {
        return new DueMessage(id, organisationId, attempts + 1);
    }
}
