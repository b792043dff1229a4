package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.latchkey.testing.Java;
import io.latchkey.testing.Ports;
import io.latchkey.testing.Shell;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The unit, by systemd's own checks, where there is one. */
class SystemdUnitTest {

    private static final Path UNIT = Path.of("server-config/systemd/latchkey.service");
    private static final Path AWAIT_START = Path.of("server-config/systemd/await-start");

    private static Shell.Result analyze(String... arguments) {
        assumeTrue(Shell.has("systemd-analyze"), "No systemd-analyze: the unit is not checked");
        return Shell.run(Stream.concat(Stream.of("systemd-analyze", "--no-pager"), Stream.of(arguments))
                .toList());
    }

    @Test
    void systemdUnderstandsEachLine(@TempDir Path folder) throws IOException {
        Path unit = folder.resolve("latchkey.service");
        // The machine that tests may have its Java elsewhere, and systemd looks for it.
        String java = Java.tool("java");
        Files.writeString(unit, Files.readString(UNIT).replace("ExecStart=/usr/bin/java", "ExecStart=" + java));

        Shell.Result verified = analyze("verify", "--man=no", unit.toString());

        assertThat(verified.output()).isEmpty();
        assertThat(verified.exitCode()).isZero();
    }

    @Test
    void itIsHardened() {
        // In tenths; a unit without a word of hardening has 96.
        Shell.Result verdict = analyze("security", "--offline=true", "--threshold=20", UNIT.toString());

        assertThat(verdict.exitCode()).as(verdict.output()).isZero();
    }

    @Test
    void eachFileThatItNamesIsOneOfThese() throws IOException {
        String unit = Files.readString(UNIT);
        for (String name : List.of("pre-boot.asadmin", "post-boot.asadmin")) {
            assertThat(unit).contains("/opt/latchkey/" + name);
            assertThat(Path.of("server-config/payara-micro", name)).exists();
        }
        assertThat(unit).contains("ExecStartPost=/bin/bash /opt/latchkey/await-start 8080\n", "--port 8080 ");
        assertThat(AWAIT_START).exists();
        assertThat(unit).contains("EnvironmentFile=/etc/latchkey/latchkey.env");
        assertThat(Path.of("server-config/latchkey.env")).exists();
    }

    /** On a machine that has neither folder yet; but for the user, whom only root could make. */
    @Test
    void theCommandsInItsHeadPutEachFileInItsPlace(@TempDir Path folder) throws IOException {
        assumeTrue(Shell.has("bash") && Shell.has("install"), "The commands need bash and install");
        List<String> program =
                List.of("payara-micro.jar", "latchkey.war", "pre-boot.asadmin", "post-boot.asadmin", "await-start");
        for (String name : program) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(folder.resolve("latchkey.env"));
        String commands = Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith("#   ") && !line.contains(" useradd "))
                .map(line -> line.substring(1).replace(" /", " ./"))
                .collect(Collectors.joining("\n"));

        Shell.Result installed = Shell.run(List.of("bash", "-e", "-c", "cd '" + folder + "'\n" + commands));

        assertThat(installed.exitCode()).as(installed.output()).isZero();
        assertThat(folder.resolve("opt/latchkey").toFile().list()).containsExactlyInAnyOrderElementsOf(program);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("etc/latchkey/latchkey.env"))))
                .isEqualTo("rw-------");
    }

    /** The server would first deploy the WAR of an earlier start. */
    @Test
    void eachStartHasAFolderOfItsOwn() throws IOException {
        assertThat(Files.readString(UNIT))
                .contains("\nCacheDirectory=latchkey\n")
                .containsSubsequence(
                        "\nExecStartPre=/bin/rm -rf /var/cache/latchkey/server\n",
                        "\nExecStart=",
                        "--rootDir /var/cache/latchkey/server ");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStartIsWaitedForUntilTheNodeIsUp() throws IOException {
        assumeTrue(Shell.has("bash"), "The script needs bash");
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>(List.of(404, 503, 200));
        HttpServer node = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        node.createContext("/health/started", exchange -> {
            exchange.sendResponseHeaders(statuses.remove(), -1);
            exchange.close();
        });
        node.start();
        try {
            Shell.Result waited =
                    await(node.getAddress().getPort(), ProcessHandle.current().pid());

            assertThat(waited.exitCode()).as(waited.output()).isZero();
            assertThat(statuses).isEmpty();
        } finally {
            node.stop(0);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theWaitFailsOnceTheServerHasEnded() throws IOException, InterruptedException {
        assumeTrue(Shell.has("bash"), "The script needs bash");
        Process server = new ProcessBuilder("bash", "-c", "exit 3").start();
        server.waitFor();

        assertThat(await(Ports.free(), server.pid()).exitCode()).isEqualTo(1);
    }

    private static Shell.Result await(int port, long server) {
        return Shell.run(
                List.of("bash", AWAIT_START.toString(), Integer.toString(port)),
                Map.of("MAINPID", Long.toString(server)));
    }
}
