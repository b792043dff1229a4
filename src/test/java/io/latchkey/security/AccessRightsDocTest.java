package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.boot.ApiApplication;
import io.latchkey.right.AccessRight;
import io.latchkey.unsupported.UnsupportedResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The agreed table, the resources and the documentation say the same. */
class AccessRightsDocTest {

    private static final Path DOC = Path.of("docs/access-rights.md");

    @Test
    void theResourcesAskForTheRolesOfTheTable() {
        assertThat(AccessRightsTable.rows().stream().map(AccessRightsTable.Row::csv))
                .containsExactlyElementsOf(new ApiApplication()
                        .methods().stream()
                                .map(AccessRightsDocTest::row)
                                .map(AccessRightsTable.Row::csv)
                                .toList());
    }

    private static AccessRightsTable.Row row(ApiMethod method) {
        Set<AccessRight> rights = EnumSet.noneOf(AccessRight.class);
        Arrays.stream(AccessRight.values())
                .filter(right -> right.permits(method.roles()))
                .forEach(rights::add);
        return new AccessRightsTable.Row(method.httpMethod(), method.path(), rights);
    }

    /** First what is there, and then, under a heading of its own, what only answers 501. */
    @Test
    void theDocumentationShowsTheTable() throws IOException {
        Set<String> unsupported = ApiMethod.of("/api", UnsupportedResources.CLASSES).stream()
                .map(AccessRightsDocTest::row)
                .map(AccessRightsDocTest::line)
                .collect(Collectors.toSet());
        List<String> all =
                AccessRightsTable.rows().stream().map(AccessRightsDocTest::line).toList();
        List<String> page = Files.readAllLines(DOC);
        int heading = page.indexOf("## Methods that answer 501");

        assertThat(heading).isPositive();
        assertThat(all).containsAll(unsupported);
        assertThat(rows(page.subList(0, heading)))
                .containsExactlyElementsOf(
                        all.stream().filter(line -> !unsupported.contains(line)).toList());
        assertThat(rows(page.subList(heading, page.size())))
                .containsExactlyElementsOf(
                        all.stream().filter(unsupported::contains).toList());
    }

    private static List<String> rows(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("| `")).toList();
    }

    private static String line(AccessRightsTable.Row row) {
        StringBuilder line = new StringBuilder("| `" + row.httpMethod() + "` | `" + row.path() + "` |");
        for (AccessRight right : AccessRight.builtIn()) {
            line.append(row.rights().contains(right) ? " yes |" : " |");
        }
        return line.toString();
    }
}
