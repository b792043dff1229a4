package io.latchkey.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.caller.KeyDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page on verification has each outcome by the names that services, callers and metrics know it by. */
class DocumentedOutcomesTest {

    private static final Path PAGE = Path.of("docs/verify.md");

    private static List<String> column(int number) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        return lines.subList(lines.indexOf("## One meaning, three names"), lines.size()).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split(" \\| ", -1)[number].trim())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void eachRefusalHasItsLine(Refusal refusal) throws IOException {
        assertThat(column(1))
                .filteredOn(cell -> cell.equals("`" + refusal + "`"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void eachResultOfTheMetricIsThere(KeyDecision decision) throws IOException {
        String label = decision.name().toLowerCase(Locale.ROOT).replace('_', '-');

        assertThat(column(3)).anyMatch(cell -> cell.startsWith("`" + label + "`"));
    }
}
