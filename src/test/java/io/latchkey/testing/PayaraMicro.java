package io.latchkey.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Payara Micro, from its one jar. */
final class PayaraMicro implements TestServer {

    private List<String> logOptions = List.of();

    @Override
    public ProcessBuilder command(Path war, Path folder, int port) {
        List<String> command = new ArrayList<>(Java.command(
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
        command.addAll(logOptions);
        return new ProcessBuilder(command);
    }

    @Override
    public void logJson() {
        logOptions = List.of(
                "--logproperties",
                ServerConfig.file("payara-micro/json-log.properties").toString());
    }

    @Override
    public Pattern started() {
        return Pattern.compile("Payara Micro .* ready in");
    }
}
