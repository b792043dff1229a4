package io.latchkey.testing;

import java.nio.file.Path;

/** How the tests start a server's Java. */
final class Java {

    /** The one that the tests run on. */
    static final String PROGRAM =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    static final String MEMORY = "-Xmx512m";

    private Java() {}
}
