package io.latchkey.outbox;

/** Something that an organisation has to deliver, as read from its queue. */
public interface Delivery {

    /** Returns the organisation's id. */
    long organisationId();

    /** Returns how many attempts have begun. */
    int attempts();
}
