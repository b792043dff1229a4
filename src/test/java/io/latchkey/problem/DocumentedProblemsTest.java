package io.latchkey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the page about errors has every type, with its status. */
class DocumentedProblemsTest {

    private static final String PREFIX = "urn:latchkey:problem:";

    @ParameterizedTest
    @EnumSource
    void isDocumented(ProblemType type) throws IOException {
        String name = type.uri().substring(PREFIX.length());

        assertThat(type.uri()).startsWith(PREFIX);
        assertThat(Files.readAllLines(Path.of("docs/problems.md")))
                .filteredOn(line -> line.startsWith("| `" + name + "` | " + type.status() + " | "))
                .hasSize(1);
    }
}
