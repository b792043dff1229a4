package io.latchkey.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends requests whose paths no client library would leave as they are, or whose bodies come late. */
public final class RawRequest {

    /** Values of {@code Host} that one server or another cannot read. */
    public static final List<String> UNREADABLE_HOSTS =
            List.of(":", ":0", ":80", "a:-1", "x:y", "[", "[]:x", "a b", "/");

    private RawRequest() {}

    /** The whole answer. A {@code Host} among the headers stands in the place of the right one. */
    public static RawAnswer exchange(
            URI server, String method, String target, Map<String, String> headers, String body) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        if (!headers.containsKey("Host")) {
            request.append("Host: ").append(server.getAuthority()).append("\r\n");
        }
        request.append("Content-Length: ").append(body.length()).append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("\r\n").append(body);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return new RawAnswer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a request whose body comes only after something else has happened. */
    public static RawAnswer exchangeSlowly(
            URI server, String target, Map<String, String> headers, String body, Runnable before) {
        StringBuilder head = new StringBuilder("POST " + target + " HTTP/1.1\r\nConnection: close\r\nHost: "
                + server.getAuthority() + "\r\nContent-Length: " + body.length() + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\n" + body.substring(0, 1)).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            before.run();
            out.write(body.substring(1).getBytes(StandardCharsets.ISO_8859_1));
            return new RawAnswer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer as it came over the wire. */
    public record RawAnswer(String text) {

        public int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }
}
