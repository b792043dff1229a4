package io.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A proxy of the machine with a configuration from {@code server-config}; nothing is downloaded. */
public final class ProxyProcess implements AutoCloseable {

    /** The proxies that are tested; a system property names another executable than the usual. */
    public enum Kind {
        NGINX("latchkey.nginx", "/usr/sbin/nginx"),
        CADDY("latchkey.caddy", "/usr/bin/caddy");

        private final String property;
        private final String usual;

        Kind(String property, String usual) {
            this.property = property;
            this.usual = usual;
        }

        /** Where the proxy is, if there is one. */
        public Optional<Path> executable() {
            return Optional.of(Path.of(System.getProperty(property, usual))).filter(Files::isExecutable);
        }

        /** What to say when it is missing. */
        public String missing() {
            return "No " + this + " at " + System.getProperty(property, usual) + ": -D" + property + "=PATH names one";
        }
    }

    private final ChildProcess process;
    private final Path folder;
    private final int port;

    private ProxyProcess(ChildProcess process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts the proxy, which answers on the port. */
    public static ProxyProcess start(Kind kind, String configuration, int port) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), kind.name() + "-")
                    .toAbsolutePath();
            ProcessBuilder builder = new ProcessBuilder(command(kind, folder, configuration))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            // Where Caddy keeps its own files.
            builder.environment().put("XDG_CONFIG_HOME", folder.toString());
            builder.environment().put("XDG_DATA_HOME", folder.toString());
            ProxyProcess proxy = new ProxyProcess(ChildProcess.start(builder), folder, port);
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
                Pause.of(Duration.ofMillis(100));
            }
        }
        throw new IllegalStateException("The proxy did not start: " + log());
    }

    /** Where it answers by plain HTTP. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What the proxy has logged so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.process().destroy();
        process.awaitEnd(Duration.ofSeconds(10));
    }
}
