package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the README's quick start as it is written there, with the true password, key and port in their places. */
@OnOneDatabase
class ReadmeIT {

    private static final Pattern QUICK_START = Pattern.compile("<!-- quick start -->\n```sh\n(.*?)```", Pattern.DOTALL);
    private static final String NUMBER_OF_THE_README = "/manage/v1/keys/1";

    private final LatchkeyServer server;

    ReadmeIT(LatchkeyServer server) {
        this.server = server;
    }

    @Test
    void theQuickStartWorksWordForWord() throws IOException {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "bash and curl are not on this machine");
        List<String> commands = quickStart();
        assertThat(commands).hasSize(8);

        String made = run(commands.get(0));
        assertThat(made).endsWith("\n201");
        String key = first("\"key\":\"([^\"]+)\"", made);
        String number = first("\"number\":(\\d+)", made);

        for (String command : commands.subList(1, commands.size())) {
            String answer = run(command.replace("anything:KEY", "anything:" + key)
                    .replace(NUMBER_OF_THE_README, "/manage/v1/keys/" + number));
            assertThat(answer).as(command).containsPattern("\n20[04]$");
        }
    }

    private static List<String> quickStart() throws IOException {
        Matcher block = QUICK_START.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        List<String> commands = new ArrayList<>();
        for (String line : block.group(1).replaceAll("\\\\\n\\s*", "").split("\n", -1)) {
            if (line.startsWith("curl ")) {
                commands.add(line);
            }
        }
        return commands;
    }

    private String run(String command) {
        String here = command.replace("admin:PASSWORD", "admin:" + LatchkeyServer.ADMIN_PASSWORD)
                .replace("localhost:8080", "localhost:" + server.base().getPort())
                .replaceFirst("^curl ", "curl -sS -w '\\\\n%{http_code}' ");
        return Shell.run(List.of("bash", "-c", here)).output();
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
