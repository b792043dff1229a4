package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Ports;
import io.latchkey.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of the machine's own installation, whose tools fit its version; it takes no user without a password. */
final class InstalledPostgres implements AutoCloseable {

    /** Of the administrator. */
    static final String PASSWORD = "administrator's password";

    private final Path binaries;
    private final Path folder;
    private final int port;

    private InstalledPostgres(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    static InstalledPostgres start(Path binaries) throws IOException {
        // Outside of the project, which another user may not be let into.
        Path folder = Files.createTempDirectory("latchkey-postgres-");
        if (isRoot()) {
            ok(Shell.run(List.of("chown", "postgres", folder.toString())));
        }
        InstalledPostgres postgres = new InstalledPostgres(binaries, folder, Ports.free());
        // It is a process of its own, and would stay if the tests are interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::closeIfOpen));
        Path data = folder.resolve("data");
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        postgres.run(
                "initdb",
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--pgdata=" + data);
        postgres.run(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata=" + data,
                "--log=" + folder.resolve("log"),
                "--options=-p " + postgres.port + " -k " + folder + " -c fsync=off");
        return postgres;
    }

    int port() {
        return port;
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        ok(Shell.run(command));
    }

    private static void ok(Shell.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void closeIfOpen() {
        if (Files.exists(folder)) {
            close();
        }
    }

    @Override
    public void close() {
        run("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + folder.resolve("data"));
        ok(Shell.run(List.of("rm", "-r", folder.toString())));
    }
}
