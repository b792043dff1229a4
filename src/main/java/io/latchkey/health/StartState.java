package io.latchkey.health;

import jakarta.inject.Singleton;

/** Whether the start is through. */
@Singleton
public class StartState {

    private volatile boolean complete;

    /** Every step of the start has succeeded, the migrations of the schema among them. */
    public void completed() {
        complete = true;
    }

    /** Whether that has been said. */
    boolean isComplete() {
        return complete;
    }
}
