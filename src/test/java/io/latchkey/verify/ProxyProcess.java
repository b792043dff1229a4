package io.latchkey.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A proxy of the machine with its configuration from {@code server-config}, on ports of its own; nothing is downloaded. */
final class ProxyProcess implements AutoCloseable {

    /** The proxies that are tested; a system property names another executable than the usual. */
    enum Kind {
        NGINX("latchkey.nginx", "/usr/sbin/nginx", "server-config/nginx/latchkey.conf"),
        CADDY("latchkey.caddy", "/usr/bin/caddy", "server-config/caddy/Caddyfile");

        private final String property;
        private final String usual;
        private final String configuration;

        Kind(String property, String usual, String configuration) {
            this.property = property;
            this.usual = usual;
            this.configuration = configuration;
        }

        /** Where the proxy is, if there is one. */
        Optional<Path> executable() {
            return Optional.of(Path.of(System.getProperty(property, usual))).filter(Files::isExecutable);
        }

        /** What to say when it is missing. */
        String missing() {
            return "No " + this + " at " + System.getProperty(property, usual) + ": -D" + property + "=PATH names one";
        }
    }

    private final Process process;
    private final Path folder;
    private final int port;

    private ProxyProcess(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts the proxy in front of the service, with Latchkey to ask. */
    static ProxyProcess start(Kind kind, URI latchkey, int servicePort, String query) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), kind.name() + "-")
                    .toAbsolutePath();
            int port = freePort();
            String configuration = Files.readString(Path.of(kind.configuration))
                    .replace("127.0.0.1:8080", "127.0.0.1:" + latchkey.getPort())
                    .replace("127.0.0.1:8081", "127.0.0.1:" + servicePort)
                    .replace("127.0.0.1:8000", "127.0.0.1:" + port)
                    .replace("/verify;", "/verify" + query + ";")
                    .replace("uri /verify?\n", "uri /verify" + (query.isEmpty() ? "?" : query) + "\n");
            ProcessBuilder builder = new ProcessBuilder(command(kind, folder, configuration))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            // Where Caddy keeps its own files.
            builder.environment().put("XDG_CONFIG_HOME", folder.toString());
            builder.environment().put("XDG_DATA_HOME", folder.toString());
            Process process = builder.start();
            // Whatever ends the tests ends the proxy.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            ProxyProcess proxy = new ProxyProcess(process, folder, port);
            proxy.awaitReady();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Kind kind, Path folder, String configuration) throws IOException {
        String executable = kind.executable().orElseThrow().toString();
        if (kind == Kind.CADDY) {
            Files.writeString(folder.resolve("Caddyfile"), "{\n\tadmin off\n}\n" + configuration);
            return List.of(executable, "run", "--config", "Caddyfile", "--adapter", "caddyfile");
        }
        Files.writeString(folder.resolve("latchkey.conf"), configuration);
        StringBuilder main = new StringBuilder("daemon off;\npid nginx.pid;\nerror_log stderr warn;\n");
        // Its workers would otherwise be nobody, who may not write here.
        main.append(System.getProperty("user.name").equals("root") ? "user root;\n" : "");
        main.append("events {}\nhttp {\naccess_log off;\n");
        for (String kindOfFile : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            main.append(kindOfFile).append("_temp_path ").append(kindOfFile).append(";\n");
        }
        Files.writeString(folder.resolve("nginx.conf"), main.append("include latchkey.conf;\n}\n"));
        return List.of(executable, "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr");
    }

    private void awaitReady() {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket connected = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IllegalStateException("The proxy did not start: " + log());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What the proxy has logged so far. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
