package io.latchkey.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends a request to IP addresses that have been checked. Unlike the runtime's own client, it does not
 * resolve the host name again, so that whoever controls the name cannot redirect the call in the meantime.
 * The certificate must be valid for the name. Uses HTTP/1.1 (RFC 9112) over a connection of its own, and
 * reads only the status of the response.
 */
@Singleton
class WebhookTransport {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final int MAX_LINE = 8192;

    private final SSLSocketFactory secured;
    private final Duration timeout;

    @Inject
    WebhookTransport(@ConfigProperty(name = "latchkey.notice.webhook-timeout") Duration timeout) {
        this((SSLSocketFactory) SSLSocketFactory.getDefault(), timeout);
    }

    /** Creates a transport that trusts other certificates. */
    WebhookTransport(SSLSocketFactory secured, Duration timeout) {
        this.secured = secured;
        this.timeout = timeout;
    }

    /**
     * Posts a body.
     *
     * @param url an {@code https} or {@code http} address in ASCII
     * @param addresses the host's addresses: the first that accepts a connection is used
     * @return the status of the response
     * @throws IOException when none accepts a connection within the timeout, or there is no response within
     *     the same time again
     */
    int post(URI url, List<InetAddress> addresses, Map<String, String> headers, String body) throws IOException {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() < 0 ? tls ? 443 : 80 : url.getPort();
        try (Socket connection = connect(addresses, port)) {
            // A timeout per read would allow a response to trickle in byte by byte for ever.
            CompletableFuture<Void> end =
                    new CompletableFuture<Void>().completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
            end.thenRun(() -> close(connection));
            try (Socket used = tls ? secure(connection, url, port) : connection) {
                used.getOutputStream().write(request(url, headers, body));
                return status(new BufferedInputStream(used.getInputStream()));
            } finally {
                end.cancel(false);
            }
        }
    }

    private Socket connect(List<InetAddress> addresses, int port) throws IOException {
        IOException failure = new UnknownHostException("The webhook's host has no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(address, port), Math.max(1, (int) timeout.toMillis() / addresses.size()));
                return socket;
            } catch (IOException away) {
                socket.close();
                failure = away;
            }
        }
        throw failure;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends the host name in SNI (RFC 6066, section 3) and verifies it as HTTPS requires (RFC 9110, section
     * 4.3.4).
     */
    private Socket secure(Socket connection, URI url, int port) throws IOException {
        String name = url.getHost().replaceAll("[\\[\\]]", "");
        SSLSocket socket = (SSLSocket) secured.createSocket(connection, name, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(URI url, Map<String, String> headers, String body) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder request = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        header(request, "Host", url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort());
        header(request, "Connection", "close");
        header(request, "Content-Length", Integer.toString(content.length));
        headers.forEach((name, value) -> header(request, name, value));
        return request.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void header(StringBuilder request, String name, String value) {
        request.append(name).append(": ").append(value).append("\r\n");
    }

    /** Reads the status, skipping interim responses (RFC 9110, section 15.2). */
    private static int status(InputStream answer) throws IOException {
        while (true) {
            Matcher line = STATUS_LINE.matcher(line(answer));
            if (!line.matches()) {
                throw new IOException("The response is not HTTP/1.1");
            }
            int status = Integer.parseInt(line.group(1));
            if (status >= 200) {
                return status;
            }
            String header = line(answer);
            while (!header.isEmpty()) {
                header = line(answer);
            }
        }
    }

    private static String line(InputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answer.read(); next != '\n'; next = answer.read()) {
            if (next < 0 || line.length() == MAX_LINE) {
                throw new IOException("The response has no end, or a line that is too long");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
