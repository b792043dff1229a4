package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionalValuesTest {

    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Pattern CALL_ON_OPTIONAL =
            Pattern.compile("\\)\\.(orElse\\(|isPresent\\(|get\\(|present\\b(?!\\())");

    private final OptionalValues optional = new OptionalValues();

    @Test
    void readsBothVersionsOfTheExpressionLanguage() {
        assertThat(optional.orElse(Optional.of("a"), "b")).isEqualTo("a");
        assertThat(optional.orElse("a", "b")).isEqualTo("a");
        assertThat(optional.orElse(Optional.empty(), "b")).isEqualTo("b");
        assertThat(optional.orElse(null, "b")).isEqualTo("b");
    }

    @Test
    void noPageCallsAMethodOfAnOptional() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(PAGES)) {
            pages = files.filter(file -> file.toString().endsWith(".xhtml")).toList();
        }

        assertThat(pages).hasSizeGreaterThan(10).allSatisfy(page -> assertThat(Files.readString(page))
                .doesNotContainPattern(CALL_ON_OPTIONAL));
    }
}
