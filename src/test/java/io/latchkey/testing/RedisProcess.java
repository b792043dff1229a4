package io.latchkey.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Redis of a test's own, with a password and without files: the machine's, or {@code -Dlatchkey.redis=PATH}. */
public final class RedisProcess implements AutoCloseable {

    /** What it asks of its clients. */
    public static final String PASSWORD = "redis-test-password";

    private static final Path PROGRAM = Path.of(System.getProperty("latchkey.redis", "/usr/bin/redis-server"));

    private final int port;
    private ChildProcess process;

    private RedisProcess(int port) {
        this.port = port;
    }

    /** Whether there is one to start. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Where it is. */
    public static Path program() {
        return PROGRAM;
    }

    /** Starts it on a free port. */
    public static RedisProcess start() {
        RedisProcess redis = new RedisProcess(Ports.free());
        redis.startAgain();
        return redis;
    }

    /** Starts it again, empty, at the same address. */
    public void startAgain() {
        process = ChildProcess.start(new ProcessBuilder(List.of(
                        PROGRAM.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--requirepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        Pause.until("Redis to start", Duration.ofSeconds(20), this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Has it hang, as on a machine that is overloaded: it takes connections and answers nothing. */
    public void freeze() {
        process.freeze();
    }

    /** Ends the freeze. */
    public void thaw() {
        process.thaw();
    }

    /** Where clients find it, with the password. */
    public String url() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/1";
    }

    /** Ends it as a crash does. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
