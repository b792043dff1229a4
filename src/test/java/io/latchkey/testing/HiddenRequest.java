package io.latchkey.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A request that makes a key, hidden behind what another request may have for its body: whether it was executed shows
 * in the database.
 *
 * @param description of the key that it would make
 */
public record HiddenRequest(String description) {

    private static final String EVENT = "{\"eventTypeKey\":\"order\",\"keyValue\":\"carrier\"}";

    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    /**
     * The rest of a request, behind its own headers, in each way that RFC 9112 (sections 2.2, 5.2, 6.1 to 6.3, 7.1
     * and 11.2) refuses or that is known to have been read differently. In braces: how much is behind the empty line,
     * the hidden request and its size, an event alone, its length, and it in chunks.
     */
    public static final List<String> FORMS = List.of(
            // Two lengths: chunks that end early, and a length that does.
            "Content-Length: {all}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\nContent-Length: {all}\r\n\r\n{chunks}{hidden}",
            "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n00{size}\r\n{hidden}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n00{size}\r\n{hidden}\r\n0\r\n\r\n",
            // A coding that only one of two knows.
            "Content-Length: {all}\r\nTransfer-Encoding: xchunked\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding : chunked\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\n Transfer-Encoding: chunked\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding:\u000bchunked\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding: \"chunked\"\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding: CHUNKED\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding: chunked, identity\r\n\r\n{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n"
                    + "{chunks}{hidden}",
            "Content-Length: {all}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "{chunks}{hidden}",
            "Transfer-Encoding: xchunked\r\n\r\n{chunks}{hidden}",
            "Transfer-Encoding: xchunked\r\n\r\n{hidden}",
            "Transfer-Encoding: identity\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked, identity\r\n\r\n{chunks}{hidden}",
            "Transfer-Encoding: gzip, chunked\r\n\r\n{hidden}",
            "Transfer-Encoding : chunked\r\n\r\n{chunks}{hidden}",
            "Transfer-Encoding : chunked\r\n\r\n{hidden}",
            "Content-Length: 0\r\nContent-Length: {all}\r\n\r\n{hidden}",
            "Content-Length: {all}\r\nContent-Length: 0\r\n\r\n{hidden}",
            // Lines that go on, and that end otherwise.
            "X-Any: x\r\n Content-Length: 0\r\nContent-Length: {all}\r\n\r\n{hidden}",
            "Content-Length: {all}\r\nX-Any: x\r\n Transfer-Encoding: chunked\r\n\r\n{chunks}{hidden}",
            "X-Any: x\nContent-Length: 0\r\nContent-Length: {all}\r\n\r\n{hidden}",
            "X-Any: x\nTransfer-Encoding: chunked\r\nContent-Length: {all}\r\n\r\n{chunks}{hidden}",
            "X-Any: x\rContent-Length: 0\r\nContent-Length: {all}\r\n\r\n{hidden}",
            // Chunks whose size is no number, or too large a one, and that end otherwise.
            "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\n-0\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\ng\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\n\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n\r\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\n0\n\n{hidden}",
            "Transfer-Encoding: chunked\r\n\r\n2;\nxx\r\n00{size}\r\n0\r\n\r\n{hidden}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n{hidden}");

    /** The same with a length that is no number. */
    public static final List<String> NO_LENGTHS = List.of(
            "Content-Length: 0, {all}\r\n\r\n{hidden}",
            "Content-Length: {all}, 0\r\n\r\n{hidden}",
            "Content-Length: +0\r\n\r\n{hidden}",
            "Content-Length: -0\r\n\r\n{hidden}",
            "Content-Length: 0x0\r\n\r\n{hidden}",
            "Content-Length: 0 {all}\r\n\r\n{hidden}",
            "Content-Length:\r\n\r\n{hidden}",
            "Content-Length : 0\r\n\r\n{hidden}");

    /** Not hidden at all: behind a request whose body has ended. */
    public static final String BEHIND = "Content-Length: {length}\r\n\r\n{event}{hidden}";

    /** One of its own. */
    public static HiddenRequest make() {
        return new HiddenRequest("hidden " + UUID.randomUUID());
    }

    /**
     * A whole request in this form, to a path and with headers of its own, that has it, or could have it, in its body: an
     * event, for who may send events.
     */
    public String within(String path, Map<String, String> headers, String form, Map<String, String> itsHeaders) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + headers.get("Authorization")
                + "\r\nContent-Type: application/json\r\n";
        StringBuilder hidden = new StringBuilder("POST /manage/v1/keys HTTP/1.1\r\nHost: localhost\r\n");
        itsHeaders.forEach(
                (name, value) -> hidden.append(name).append(": ").append(value).append("\r\n"));
        String body = "{\"description\":\"" + description + "\",\"accessRight\":\"EVENTS\"}";
        // Whoever executes it then closes the connection, so that nobody waits for more.
        hidden.append("Connection: close\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        String text = form.replace("{size}", Integer.toHexString(hidden.length()))
                .replace("{hidden}", hidden)
                .replace("{length}", Integer.toString(EVENT.length()))
                .replace("{event}", EVENT)
                .replace("{chunks}", Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n0\r\n\r\n");
        int all = text.length() - text.indexOf("\r\n\r\n") - 4;
        return head + text.replace("{all}", Integer.toString(all));
    }

    /** Sends it as it is; what comes back until the connection is closed, or nothing has come for this time. */
    public static Exchange send(Socket socket, String request, Duration silence) {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        boolean closed = false;
        try (socket) {
            socket.setSoTimeout((int) silence.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                answers.write(b);
            }
            closed = true;
        } catch (SocketTimeoutException open) {
            closed = false;
        } catch (IOException reset) {
            closed = true;
        }
        String text = answers.toString(StandardCharsets.ISO_8859_1);
        return new Exchange(
                ANSWER.matcher(text)
                        .results()
                        .map(answer -> Integer.parseInt(answer.group(1)))
                        .toList(),
                text,
                closed);
    }

    /** The same to a server that listens there. */
    public static Exchange send(int port, String request, Duration silence) {
        try {
            return send(new Socket("localhost", port), request, silence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it was executed. */
    public boolean isExecuted(TestDatabase database) {
        return !database.value("SELECT COUNT(*) FROM api_key WHERE description = ?", description)
                .equals("0");
    }

    /**
     * What came back.
     *
     * @param statuses of the answers
     * @param closed whether the other side has closed the connection
     */
    public record Exchange(List<Integer> statuses, String text, boolean closed) {}
}
