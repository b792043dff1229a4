package io.latchkey.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A service that knows nothing of keys and writes down what reaches it. */
final class PlainService implements AutoCloseable {

    private final HttpServer server;
    private final List<Reached> reached = Collections.synchronizedList(new ArrayList<>());

    private final int status;

    PlainService() {
        this(200);
    }

    /** One that answers always so. */
    PlainService(int status) {
        this.status = status;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        reached.add(new Reached(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What has reached it since the last time. */
    List<Reached> take() {
        List<Reached> all = List.copyOf(reached);
        reached.clear();
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A request; header names as the server writes them: {@code X-latchkey-key}. */
    record Reached(String method, String uri, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }
}
