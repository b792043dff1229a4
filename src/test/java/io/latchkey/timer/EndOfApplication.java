package io.latchkey.timer;

/** Begins the end of the application, for tests of other packages. */
public final class EndOfApplication {

    private EndOfApplication() {}

    /** The end begins, and nobody waits for what is being done. */
    public static void begin(Stopping stopping) {
        stopping.begin();
    }
}
