package io.latchkey.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;

/** Logs a credential in each way that code of ours or of a library could. */
public final class LogAttack {

    private LogAttack() {}

    /** All of them, by both interfaces, between two lines that are to be found. */
    public static void run(String secret, String mark) {
        Logger system = System.getLogger("io.latchkey.attack");
        java.util.logging.Logger library = java.util.logging.Logger.getLogger("some.library");
        Throwable nested = new IllegalStateException(
                "outer " + secret, new RuntimeException(new IllegalArgumentException("cause " + secret)));
        nested.addSuppressed(new IllegalStateException("suppressed " + secret));

        system.log(Level.INFO, "begin " + mark);
        system.log(Level.INFO, "message " + secret);
        system.log(Level.INFO, "parameter {0}", secret);
        system.log(Level.INFO, "parts {0}{1}", secret.substring(0, 9), secret.substring(9));
        system.log(Level.INFO, "collection {0} {1}", List.of(secret), new StringBuilder(secret));
        system.log(Level.INFO, "characters " + Arrays.toString(secret.toCharArray()));
        system.log(Level.WARNING, "thrown", nested);
        library.log(java.util.logging.Level.WARNING, "thrown with " + secret, nested);
        library.log(java.util.logging.Level.INFO, "parameter {0}", new Object[] {nested});
        library.info("header Authorization: Basic " + secret);
        library.logp(java.util.logging.Level.INFO, "SomeClass", "method", "logp {0}", secret);
        system.log(Level.INFO, "end " + mark);
    }
}
