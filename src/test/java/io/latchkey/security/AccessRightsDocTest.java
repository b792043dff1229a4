package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.boot.ApiApplication;
import io.latchkey.right.AccessRight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

    @Test
    void theDocumentationShowsTheTable() throws IOException {
        List<String> expected = new ArrayList<>();
        for (AccessRightsTable.Row row : AccessRightsTable.rows()) {
            StringBuilder line = new StringBuilder("| `" + row.httpMethod() + "` | `" + row.path() + "` |");
            for (AccessRight right : AccessRight.builtIn()) {
                line.append(row.rights().contains(right) ? " yes |" : " |");
            }
            expected.add(line.toString());
        }

        assertThat(Files.readAllLines(DOC).stream().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(expected);
    }
}
