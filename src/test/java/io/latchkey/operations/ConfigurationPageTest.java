package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on the configuration has each setting once, and the README none that there is not. */
class ConfigurationPageTest {

    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");

    /** Not for operators: one is no setting, the other belongs to the files of two servers. */
    private static final Set<String> NOT_EXPLAINED = Set.of("latchkey.version", "latchkey.rest.objects");

    private static final Pattern DEFAULT = Pattern.compile("^(latchkey\\.[a-z.-]+)=", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| (`latchkey\\.[^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern IN_ROW = Pattern.compile("`(latchkey\\.[a-z.-]+)`");

    private static Set<String> settings() throws IOException {
        return DEFAULT.matcher(Files.readString(DEFAULTS))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NOT_EXPLAINED.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> rows(String page) throws IOException {
        return ROW.matcher(Files.readString(Path.of(page)))
                .results()
                .flatMap(row -> IN_ROW.matcher(row.group(1)).results())
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void eachSettingHasOneRow() throws IOException {
        assertThat(rows("docs/configuration.md")).containsExactlyInAnyOrderElementsOf(settings());
    }

    @Test
    void theReadmeHasAFewOfThem() throws IOException {
        assertThat(rows("README.md")).isNotEmpty().hasSizeLessThan(15).isSubsetOf(settings());
    }
}
