package io.latchkey.outbox;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server of a few lines that says what a real one may say (RFC 5321, and RFC 3207 where it is given a certificate). */
class ScriptedMailServer implements Closeable {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread serving = new Thread(this::serve);
    private final Optional<SSLContext> tls;
    private final ServerSocket server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile boolean silent;

    ScriptedMailServer() {
        this(Optional.empty());
    }

    /** Offers STARTTLS with the certificate of {@code tls}. */
    ScriptedMailServer(SSLContext tls) {
        this(Optional.of(tls));
    }

    private ScriptedMailServer(Optional<SSLContext> tls) {
        this.tls = tls;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        serving.setDaemon(true);
        serving.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was said to it, a line each; what came by TLS begins with “tls: ”. */
    List<String> heard() {
        return heard;
    }

    void answerToRecipient(String answer) {
        answerTo("RCPT", answer);
    }

    /** Answers to lines that begin like this: {@code MAIL}, {@code RCPT}, {@code DATA}, or the dot that ends a mail. */
    void answerTo(String command, String answer) {
        answers.put(command, answer);
    }

    void fallSilent() {
        silent = true;
    }

    /** Closes, and waits until it takes nobody any more: before it has noticed, it may still take one caller. */
    void closeAndWait() throws IOException, InterruptedException {
        close();
        serving.join();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                say(client, "220 here");
                talk(client, "");
            } catch (IOException gone) {
                // The next one.
            }
        }
    }

    private void talk(Socket client, String mark) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(mark + line);
            if (data) {
                data = !line.equals(".");
                if (data) {
                    continue;
                }
            }
            if (line.equals("STARTTLS") && tls.isPresent()) {
                say(client, "220 go on");
                talk(encrypted(client, tls.get()), "tls: ");
                return;
            }
            String answer = answer(line, mark.isEmpty());
            data = answer.startsWith("354");
            say(client, answer);
        }
    }

    private String answer(String line, boolean plain) {
        for (Map.Entry<String, String> scripted : answers.entrySet()) {
            if (line.startsWith(scripted.getKey())) {
                return scripted.getValue();
            }
        }
        if (line.startsWith("EHLO")) {
            return tls.isPresent() && plain ? "250-here\r\n250 STARTTLS" : "250-here\r\n250 AUTH PLAIN";
        }
        if (line.equals("DATA")) {
            return "354 go on";
        }
        if (line.startsWith("AUTH")) {
            return "235 welcome";
        }
        return "250 fine";
    }

    private static SSLSocket encrypted(Socket client, SSLContext tls) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), false);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private void say(Socket client, String line) throws IOException {
        if (!silent) {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
