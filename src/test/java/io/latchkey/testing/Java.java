package io.latchkey.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JDK that the tests run on, and how they start a server by it. */
public final class Java {

    /** For a server that lives a minute or two: what the second compiler and a parallel collector prepare is never used. */
    public static final List<String> OPTIONS = List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // Payara's Hazelcast would tell its maker of each start.
            "-Dhazelcast.phone.home.enabled=false");

    private Java() {}

    /** One of the JDK's own programs, such as {@code java}: its path. */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** What starts it with these arguments. */
    static List<String> command(String... arguments) {
        return Stream.of(List.of(tool("java")), OPTIONS, List.of(arguments))
                .flatMap(List::stream)
                .toList();
    }
}
