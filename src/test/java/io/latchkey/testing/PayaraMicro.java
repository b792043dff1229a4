package io.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Payara Micro, unpacked from its one jar by its own means: so the JDK can keep the server's classes as it has read them from the
 * first server of a run, and the others start in three quarters of the time.
 */
final class PayaraMicro implements TestServer {

    private static final Path UNPACKED = Path.of("target", "it", "payara-micro").toAbsolutePath();

    private static final Path CLASSES = UNPACKED.resolve("classes.jsa");

    private static boolean unpacked;

    @Override
    public ProcessBuilder command(Path folder, int port) {
        unpack();
        return new ProcessBuilder(Java.command(
                keptClasses(),
                "-jar",
                UNPACKED.resolve("launch-micro.jar").toString(),
                "--deploy",
                System.getProperty("latchkey.war"),
                "--contextroot",
                "/",
                "--port",
                Integer.toString(port),
                "--rootDir",
                folder.toString(),
                "--noCluster",
                "--disablephonehome",
                "--prebootcommandfile",
                ServerConfig.file("payara-micro/pre-boot.asadmin").toString()));
    }

    private static synchronized void unpack() {
        if (unpacked) {
            return;
        }
        Folders.delete(UNPACKED);
        run(
                Java.tool("java"),
                "-jar",
                System.getProperty("payara.microJar"),
                "--rootDir",
                UNPACKED.toString(),
                "--outputlauncher");
        unpacked = true;
    }

    /** Uses them, or makes ready to keep them. */
    private static String keptClasses() {
        return Files.exists(CLASSES) ? "-XX:SharedArchiveFile=" + CLASSES : "-XX:+RecordDynamicDumpInfo";
    }

    @Override
    public void ready(Process process) {
        keepClasses(process);
    }

    private static synchronized void keepClasses(Process process) {
        if (Files.exists(CLASSES)) {
            return;
        }
        Path unfinished = UNPACKED.resolve("unfinished.jsa");
        run(Java.tool("jcmd"), Long.toString(process.pid()), "VM.cds", "dynamic_dump", unfinished.toString());
        try {
            Files.move(unfinished, CLASSES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        Shell.Result done = Shell.run(List.of(command));
        if (done.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + done.output());
        }
    }

    @Override
    public Pattern started() {
        return Pattern.compile("Payara Micro .* ready in");
    }
}
