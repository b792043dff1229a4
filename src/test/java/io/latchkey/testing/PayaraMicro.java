package io.latchkey.testing;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Payara Micro, from its one jar. */
final class PayaraMicro implements TestServer {

    @Override
    public ProcessBuilder command(Path war, Path folder, int port) {
        return new ProcessBuilder(Java.command(
                "-jar",
                System.getProperty("payara.microJar"),
                "--deploy",
                war.toString(),
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

    @Override
    public Pattern started() {
        return Pattern.compile("Payara Micro .* ready in");
    }
}
