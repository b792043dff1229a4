package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark compares with WARs that have some of the product's classes: without all that these need, they do not start. */
class BenchmarkPeersTest {

    private static final Pattern INCLUDE =
            Pattern.compile("<include>WEB-INF/classes/(io/latchkey/[^<]*?)(?:\\.class|/\\*\\*)</include>");

    private static final JavaClasses PRODUCT =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("io.latchkey");

    @ParameterizedTest
    @ValueSource(strings = {"unprotected", "platform"})
    void aPeerHasWhatItsClassesNeed(String peer) throws IOException {
        List<String> included = INCLUDE.matcher(Files.readString(Path.of("bench/peers", peer, "pom.xml")))
                .results()
                .map(include -> include.group(1).replace('/', '.'))
                .toList();

        Set<String> missing = PRODUCT.stream()
                .filter(type -> isIn(included, type))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(type -> type.getPackageName().startsWith("io.latchkey") && !isIn(included, type))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(included).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    private static boolean isIn(List<String> included, JavaClass type) {
        return included.stream().anyMatch(name -> type.getName().matches(Pattern.quote(name) + "([.$].*)?"));
    }
}
