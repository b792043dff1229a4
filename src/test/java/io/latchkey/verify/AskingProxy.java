package io.latchkey.verify;

import io.latchkey.testing.Ports;
import io.latchkey.testing.ProxyProcess;
import io.latchkey.testing.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;

/** A proxy that asks Latchkey about the keys of a service's callers, as {@code server-config} has it. */
final class AskingProxy {

    private AskingProxy() {}

    /** Starts it in front of the service. */
    static ProxyProcess start(ProxyProcess.Kind kind, URI latchkey, int servicePort, String query) {
        int port = Ports.free();
        String configuration = configuration(kind)
                .replace("127.0.0.1:8080", "127.0.0.1:" + latchkey.getPort())
                .replace("127.0.0.1:8081", "127.0.0.1:" + servicePort)
                // Caddy: whatever host is asked for.
                .replace("http://127.0.0.1:8000 {", "http://:" + port + " {\n\tbind 127.0.0.1")
                .replace("127.0.0.1:8000", "127.0.0.1:" + port)
                .replace("/verify;", "/verify" + query + ";")
                .replace("uri /verify?\n", "uri /verify" + (query.isEmpty() ? "?" : query) + "\n");
        return ProxyProcess.start(kind, configuration, port);
    }

    private static String configuration(ProxyProcess.Kind kind) {
        String name = kind == ProxyProcess.Kind.NGINX ? "nginx/latchkey.conf" : "caddy/Caddyfile";
        try {
            return Files.readString(ServerConfig.file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
