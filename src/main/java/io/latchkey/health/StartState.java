package io.latchkey.health;

import jakarta.inject.Singleton;

/** Remembers whether startup is complete. */
@Singleton
public class StartState {

    private volatile boolean complete;

    /** Records that every step of startup has succeeded, including the migrations of the schema. */
    public void completed() {
        complete = true;
    }

    /** Returns whether startup is complete. */
    boolean isComplete() {
        return complete;
    }
}
