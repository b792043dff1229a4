package io.latchkey.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payara Server, made ready by the project's own script; each process has a domain and ports of its own. */
final class PayaraServer implements TestServer {

    private static final Path HOME = Path.of(System.getProperty("latchkey.payaraServer", "none"));

    /** The domains that the script has made and the product was deployed in, once for all servers of a test run with the same WAR. */
    private static final Map<Path, Path> CONFIGURED = new ConcurrentHashMap<>();

    private static final String DOMAIN = "domain1";

    private static final File NO_INPUT = new File("/dev/null");

    private int administration;

    @Override
    public ProcessBuilder command(Path war, Path folder, int port) {
        Path domains = folder.resolve("domains");
        Folders.copy(CONFIGURED.computeIfAbsent(war, PayaraServer::configure), domains);
        administration = choosePorts(domains, port);
        // It reads passwords from asadmin before it goes on.
        return new ProcessBuilder(launch(domains)).redirectInput(NO_INPUT);
    }

    /** What asadmin itself would start: its process would not end with the server's. */
    private static List<String> launch(Path domains) {
        Shell.Result dump =
                asadmin(Map.of(), "start-domain", "--domaindir", domains.toString(), "--verbose", "--dry-run", DOMAIN);
        List<String> lines = dump.output()
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
        // It is logged as well, before it is printed.
        int first = lines.size() - 1;
        while (!lines.get(first).endsWith("/java")) {
            first--;
        }
        List<String> command = new ArrayList<>(lines.subList(first, lines.size()));
        command.removeIf(line -> line.startsWith("Command start-domain executed"));
        command.addAll(1, Java.OPTIONS);
        return command;
    }

    private static Path configure(Path war) {
        Path folder = Folders.make("payara-server");
        Path domains = folder.resolve("domains");
        Folders.copy(HOME.resolve("glassfish/domains").resolve(DOMAIN), domains.resolve(DOMAIN));
        int administration = choosePorts(domains, Ports.free());
        // The product is started once where it is deployed.
        Map<String, String> environment = Map.of(
                "LATCHKEY_ADMIN_PASSWORD",
                LatchkeyServer.ADMIN_PASSWORD,
                "LATCHKEY_DATA_DIRECTORY",
                folder.resolve("data").toString());
        run(environment, "start-domain", "--domaindir", domains.toString(), DOMAIN);
        String port = Integer.toString(administration);
        try {
            deploy(war, environment, port);
        } finally {
            run(environment, "stop-domain", "--domaindir", domains.toString(), DOMAIN);
        }
        return domains;
    }

    private static void deploy(Path war, Map<String, String> environment, String port) {
        run(
                environment,
                "--port",
                port,
                "multimode",
                "--file",
                ServerConfig.file("payara-server/latchkey.asadmin").toString());
        run(environment, "--port", port, "deploy", "--name", "latchkey", "--contextroot", "/", war.toString());
    }

    private static void run(Map<String, String> environment, String... arguments) {
        Shell.Result done = asadmin(environment, arguments);
        if (done.exitCode() != 0 || done.output().contains("remote failure")) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + done.output());
        }
    }

    private static Shell.Result asadmin(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("bin/asadmin").toString());
        command.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(environment);
        all.put("AS_JAVA", System.getProperty("java.home"));
        return Shell.run(command, all);
    }

    /** Gives every listener of the domain a port that is free, and the product the given one; returns the administration's. */
    private static int choosePorts(Path domains, int port) {
        Path file = domains.resolve(DOMAIN).resolve("config/domain.xml");
        int administration = Ports.free();
        try {
            String changed = Pattern.compile(
                            "<[a-z-]*listener [^>]*>|<jmx-connector [^>]*>|<system-property name=\"JMS_PROVIDER_PORT\" [^>]*>")
                    .matcher(Files.readString(file))
                    .replaceAll(listener -> Matcher.quoteReplacement(withPort(listener, port, administration)));
            Files.writeString(file, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return administration;
    }

    private static String withPort(MatchResult listener, int port, int administration) {
        String text = listener.group();
        int chosen;
        if (text.contains("\"http-listener-1\"")) {
            chosen = port;
        } else if (text.contains("\"admin-listener\"")) {
            chosen = administration;
        } else {
            chosen = Ports.free();
        }
        return text.replaceFirst(" (port|value)=\"\\d+\"", " $1=\"" + chosen + "\"");
    }

    /** The command of the page is for a server that runs, at the port that asadmin takes for granted if it is told no other. */
    @Override
    public void finishLoggingJson() {
        new Runbook()
                .run(
                        Runbook.PAYARA_SERVER_JSON_LOG,
                        HOME,
                        Map.of(
                                "AS_JAVA",
                                System.getProperty("java.home"),
                                "AS_ADMIN_PORT",
                                Integer.toString(administration)));
    }

    /** The console stays as it is. */
    @Override
    public Path jsonLog(Path folder, Path console) {
        return folder.resolve("domains").resolve(DOMAIN).resolve("logs/server.log");
    }

    /** It takes a signal as well, but then most of a minute. */
    @Override
    public void stop(Process process, Path folder) {
        asadmin(
                Map.of(),
                "stop-domain",
                "--domaindir",
                folder.resolve("domains").toString(),
                DOMAIN);
    }

    /** Not what it says of its start-up time: that is before it loads what is deployed. */
    @Override
    public Pattern started() {
        return Pattern.compile("Payara Notification Service bootstrapped");
    }
}
