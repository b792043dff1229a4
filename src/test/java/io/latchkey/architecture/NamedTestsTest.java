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

/** What {@code docs/security.md} says is shown by a test has that test. */
class SecurityDocTest {

    private static final Path DOC = Path.of("docs/security.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

    private static final Pattern IS_TEST = Pattern.compile("@(?:Test|ParameterizedTest|FuzzTest|ArchTest)\\b");
    private static final String END_OF_METHOD = "\n    }\n";

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        List<MatchResult> named = NAMED.matcher(Files.readString(DOC)).results().toList();

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named).allSatisfy(test -> assertThat(beforeItsName(source(test.group(1)), test.group(2)))
                .as(test.group())
                .containsPattern(IS_TEST));
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
