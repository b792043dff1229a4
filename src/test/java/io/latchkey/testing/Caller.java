package io.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Sends requests to the server, always with the same headers. */
public final class Caller {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpClient client;
    private final URI base;
    private final Map<String, String> headers;

    Caller(URI base, Map<String, String> headers) {
        this(CLIENT, base, headers);
    }

    private Caller(HttpClient client, URI base, Map<String, String> headers) {
        this.client = client;
        this.base = base;
        this.headers = headers;
    }

    /** Sends requests to another server, without credentials. */
    public static Caller of(URI base) {
        return new Caller(base, Map.of());
    }

    /** Sends requests by TLS to a server with such a certificate, without credentials. */
    public static Caller of(URI base, SSLContext trusted) {
        return new Caller(HttpClient.newBuilder().sslContext(trusted).build(), base, Map.of());
    }

    /** The same with HTTP Basic credentials (RFC 7617). */
    public Caller as(String userName, String password) {
        byte[] userPass = (userName + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(userPass));
    }

    /** The same with one more header, or another value of it. */
    public Caller with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Caller(client, base, more);
    }

    /** What it sends with each request. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return json("POST", path, json);
    }

    public Answer put(String path, String json) {
        return json("PUT", path, json);
    }

    public Answer patch(String path, String json) {
        return json("PATCH", path, json);
    }

    private Answer json(String method, String path, String json) {
        Caller caller = headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
        return caller.send(method, path, HttpRequest.BodyPublishers.ofString(json));
    }

    /** Any request. */
    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(3))
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
