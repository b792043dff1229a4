package io.latchkey.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A kind of server that the product runs on: how one is started as a process. */
interface TestServer {

    /** The one that the build's profile names. */
    static TestServer chosen() {
        String name = System.getProperty("latchkey.test.server", "payara-micro");
        return switch (name) {
            case "payara-micro" -> new PayaraMicro();
            case "payara-server" -> new PayaraServer();
            case "wildfly" -> new WildFly();
            case "open-liberty" -> new OpenLiberty();
            default -> throw new IllegalArgumentException("No such server: " + name);
        };
    }

    /**
     * What starts the product, answering on the port.
     *
     * @param war the product as it is built, or with something more for a test
     * @param folder where the server has its files; empty or not there
     */
    ProcessBuilder command(Path war, Path folder, int port);

    /** The port on which the server tells of its health, when the product answers on the given one. */
    default int healthPort(int port) {
        return port;
    }

    /**
     * The files in which the server writes more than on its console, or other than there.
     *
     * @param folder where the server has its files
     */
    default List<Path> logs(Path folder) {
        return List.of();
    }

    /** Has what is started from now on log one JSON object a line, in the way that docs/operations/monitoring.md names. */
    default void logJson() {}

    /** Does what is left of that once the server is up. */
    default void finishLoggingJson() {}

    /**
     * The log of one JSON object a line.
     *
     * @param folder where the server has its files
     * @param console what the process prints
     */
    default Path jsonLog(Path folder, Path console) {
        return console;
    }

    /** What the log says, once a start, when the server has started, be it with the product or without. */
    Pattern started();

    /**
     * Asks the process to end, as an operator does.
     *
     * @param folder where the server has its files
     */
    default void stop(Process process, Path folder) {
        process.destroy();
    }
}
