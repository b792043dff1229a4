package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/security.md} and the pages for operators say is shown by a test has that test, by class and method. */
class NamedTestsTest {

    private static final Path SECURITY = Path.of("docs/security.md");
    private static final Path FAULTS = Path.of("docs/operations/faults.md");
    private static final Path TESTS = Path.of("src/test/java");

    /** Whatever is written like a test's class; with its method, or what else follows. */
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*[a-z0-9](?:Test|IT|Fuzz))\\b([#.]\\w+)?");

    private static final Pattern IS_TEST = Pattern.compile("@(?:Test|ParameterizedTest|FuzzTest|ArchTest)\\b");
    private static final String END_OF_METHOD = "\n    }\n";

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> operations = Files.list(FAULTS.getParent())) {
            return Stream.concat(Stream.of(SECURITY), operations.sorted().toList().stream());
        }
    }

    private static List<MatchResult> named(Path page) throws IOException {
        return NAMED.matcher(Files.readString(page)).results().toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestThatIsNamedExists(Path page) throws IOException {
        assertThat(named(page)).allSatisfy(test -> {
            assertThat(test.group(2)).as(test.group()).startsWith("#");
            assertThat(beforeItsName(source(test.group(1)), test.group(2).substring(1)))
                    .as(test.group())
                    .containsPattern(IS_TEST);
        });
    }

    @Test
    void thePagesNameTests() throws IOException {
        assertThat(named(SECURITY)).hasSizeGreaterThan(50);
        assertThat(named(FAULTS)).hasSizeGreaterThan(10);
    }

    /** What stands between the method, or the rule, and the one before it: its annotations. */
    private static String beforeItsName(String source, String name) {
        int method = source.indexOf(" void " + name + "(");
        int place = method >= 0 ? method : source.indexOf(" ArchRule " + name + " ");
        assertThat(place).as(name).isNotNegative();
        String before = source.substring(0, place);
        return before.substring(before.lastIndexOf(END_OF_METHOD) + 1);
    }

    private static String source(String testClass) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<Path> found =
                    files.filter(file -> file.endsWith(testClass + ".java")).toList();
            assertThat(found).as(testClass).hasSize(1);
            return Files.readString(found.get(0));
        }
    }
}
