package io.latchkey.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the tests start a server's Java. */
final class Java {

    /** The one that the tests run on. */
    static final String PROGRAM =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** For a server that lives a minute or two: what the second compiler and a parallel collector prepare is never used. */
    static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Java() {}

    /** What starts it with these arguments. */
    static List<String> command(String... arguments) {
        return Stream.of(List.of(PROGRAM), OPTIONS, List.of(arguments))
                .flatMap(List::stream)
                .toList();
    }
}
