package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be told of the Containerfile without an image to build on. */
class ContainerfileTest {

    /** Made by the build, and by the command in the file's head. */
    private static final List<String> BUILT = List.of("target/latchkey.war", "target/server/payara-micro.jar");

    /** The instructions, each on one line. */
    private static List<String> instructions() throws IOException {
        String text = Files.readString(Path.of("server-config/container/Containerfile"));
        return text.replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.replaceAll("\\s+", " "))
                .toList();
    }

    private static String last(String name) throws IOException {
        return instructions().stream()
                .filter(instruction -> instruction.startsWith(name + " "))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void whatIsCopiedIsThere() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String instruction : copying()) {
            List<String> words = Arrays.stream(instruction.split(" "))
                    .skip(1)
                    .filter(word -> !word.startsWith("--"))
                    .toList();
            sources.addAll(words.subList(0, words.size() - 1));
        }
        assertThat(sources)
                .containsAll(BUILT)
                .allMatch(source -> BUILT.contains(source) || Files.isRegularFile(Path.of(source)));
    }

    @Test
    void itStartsWhatIsInIt() throws IOException {
        List<String> started = command().stream()
                .filter(argument -> argument.startsWith("/opt/"))
                .map(argument -> argument.substring(argument.lastIndexOf('/') + 1))
                .toList();
        String copied = String.join("\n", copying());

        assertThat(started).isNotEmpty().allSatisfy(file -> assertThat(copied).contains(file));
    }

    /** In the folder of an earlier start, the server would first deploy the WAR of then. */
    @Test
    void eachStartHasAFolderOfItsOwn() throws IOException {
        assertThat(command())
                .startsWith("/bin/sh", "-c", "rm -rf /tmp/server && exec \"$@\"", "start", "java")
                .containsSubsequence("--rootDir", "/tmp/server");
    }

    private static List<String> command() throws IOException {
        JsonArray command = JsonParser.parseString(last("ENTRYPOINT").substring("ENTRYPOINT ".length()))
                .getAsJsonArray();
        return command.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static List<String> copying() throws IOException {
        return instructions().stream().filter(line -> line.startsWith("COPY ")).toList();
    }

    @Test
    void itIsNotRootAndTellsWhetherItIsWell() throws IOException {
        assertThat(last("USER")).matches("USER [1-9]\\d*:[1-9]\\d*");
        assertThat(last("HEALTHCHECK")).contains("/health/ready");
        assertThat(instructions()).noneMatch(line -> line.startsWith("ADD "));
        // No secret is in the image.
        assertThat(String.join("\n", instructions())).doesNotContain("SECRET").doesNotContain("PASSWORD");
    }
}
