package io.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** WildFly, made ready by the project's own script; each process has a base folder and ports of its own. */
final class WildFly implements TestServer {

    private static final Path HOME = Path.of(System.getProperty("latchkey.wildfly", "none"));

    /** The configuration that the script has made, once for all servers of a test run. */
    private static final Path CONFIGURED = Path.of("target", "it", "wildfly").toAbsolutePath();

    private static boolean configured;

    private final int managementPort = Ports.free();
    private boolean json;

    @Override
    public int healthPort(int port) {
        return managementPort;
    }

    @Override
    public ProcessBuilder command(Path war, Path folder, int port) {
        configure();
        Folders.copy(CONFIGURED.resolve("configuration"), folder.resolve("configuration"));
        if (json) {
            run("wildfly/json-log.cli", folder);
        }
        try {
            Path deployments = Files.createDirectory(folder.resolve("deployments"));
            Files.copy(war, deployments.resolve("latchkey.war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProcessBuilder(Java.command(
                "-Djboss.home.dir=" + HOME,
                "-Djboss.server.base.dir=" + folder,
                "-Dlogging.configuration="
                        + folder.resolve("configuration/logging.properties").toUri(),
                "-Dorg.jboss.boot.log.file=" + folder.resolve("boot.log"),
                "-jar",
                HOME.resolve("jboss-modules.jar").toString(),
                "-mp",
                HOME.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Ports.free(),
                "-Djboss.management.http.port=" + managementPort));
    }

    private static synchronized void configure() {
        if (configured) {
            return;
        }
        Folders.delete(CONFIGURED);
        Folders.copy(HOME.resolve("standalone/configuration"), CONFIGURED.resolve("configuration"));
        run("wildfly/latchkey.cli", CONFIGURED);
        configured = true;
    }

    /** Runs one of the project's scripts on a server that is down. */
    private static void run(String script, Path base) {
        Path log = base.resolve("script.log");
        ProcessBuilder builder = new ProcessBuilder(
                        HOME.resolve("bin/jboss-cli.sh").toString(), "--file=" + ServerConfig.file(script))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + base);
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("The script failed; see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void logJson() {
        json = true;
    }

    @Override
    public Pattern started() {
        return Pattern.compile("WFLYSRV002[56]: WildFly");
    }
}
