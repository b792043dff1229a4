package io.latchkey.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds what is in the WAR against the weaknesses that were published of it ({@code src/test/resources/advisories/README.md}). */
class AdvisoriesIT {

    private static final Path KEPT = Path.of("src/test/resources/advisories");

    private static Set<Library> libraries;

    @BeforeAll
    static void readTheWar() throws IOException {
        Path war = Path.of(System.getProperty("latchkey.war"));
        assumeTrue(WarLibraries.areListed(war), "Maven makes the list of libraries online alone");
        libraries = WarLibraries.of(war);
    }

    @Test
    void eachLibraryWasLookedUp() throws IOException {
        Set<String> used = libraries.stream().map(Library::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(new TreeSet<>(Files.readAllLines(KEPT.resolve("libraries.txt"))));
    }

    @Test
    void noLibraryHasAKnownWeaknessThatWasNotThoughtAbout() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Advisory advisory : advisories()) {
            libraries.stream()
                    .filter(advisory::concerns)
                    .forEach(library -> found.add(finding(advisory.id(), library.name(), library.version())));
        }
        assertThat(found).isEqualTo(accepted());
    }

    @Test
    void aLibraryOfOldWouldBeFound() throws IOException {
        assertThat(advisories())
                .filteredOn(advisory -> advisory.concerns(new Library("org.postgresql:postgresql", "42.7.1")))
                .extracting(Advisory::id)
                .contains("CVE-2024-1597", "CVE-2026-42198");
    }

    private static List<Advisory> advisories() throws IOException {
        List<Advisory> advisories = new ArrayList<>(Advisory.listed(KEPT.resolve("maven.csv")));
        advisories.addAll(Advisory.listed(KEPT.resolve("newer.csv")));
        return advisories;
    }

    private static Set<String> accepted() throws IOException {
        return Advisory.rows(KEPT.resolve("accepted.csv")).stream()
                .map(row -> finding(row.get(0), row.get(1), row.get(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String finding(String id, String library, String version) {
        return id + " in " + library + " " + version;
    }
}
