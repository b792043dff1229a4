package io.latchkey.testing;

import java.nio.file.Path;

/** The project's own files for servers, which the tests use as an operator does. */
public final class ServerConfig {

    private ServerConfig() {}

    /** One of them, such as {@code nginx/tls.conf}. */
    public static Path file(String name) {
        return Path.of(System.getProperty("latchkey.serverConfig")).resolve(name);
    }
}
