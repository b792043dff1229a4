package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.sql.DataSourceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Open Liberty makes the data source by a library of the server's own: what it needs must be in there, or no start succeeds. */
class OpenLibertyLibraryTest {

    private static final Pattern INCLUDE = Pattern.compile("<include>(io/latchkey/[^<]*)\\.class</include>");

    private static final JavaClasses PRODUCT =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("io.latchkey");

    @Test
    void theLibraryHasWhatTheDataSourceNeedsAndNothingElse() throws Exception {
        Set<String> library = INCLUDE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(OpenLibertyLibraryTest::inIt)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(library).isEqualTo(neededByTheDataSource());
    }

    private static Set<String> inIt(MatchResult include) {
        Pattern names = Pattern.compile(include.group(1).replace('/', '.').replace("*", ".*"));
        return PRODUCT.stream()
                .map(JavaClass::getName)
                .filter(name -> names.matcher(name).matches())
                .collect(Collectors.toSet());
    }

    private static Set<String> neededByTheDataSource() {
        Deque<JavaClass> toLookAt = PRODUCT.stream()
                .filter(type -> type.isAnnotatedWith(DataSourceDefinition.class))
                .map(type ->
                        type.getAnnotationOfType(DataSourceDefinition.class).className())
                .map(PRODUCT::get)
                .collect(Collectors.toCollection(ArrayDeque::new));
        Set<String> needed = new TreeSet<>();
        while (!toLookAt.isEmpty()) {
            JavaClass type = toLookAt.remove();
            if (needed.add(type.getName())) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(target -> target.getPackageName().startsWith("io.latchkey"))
                        .map(JavaClass::getBaseComponentType)
                        .forEach(toLookAt::add);
            }
        }
        return needed;
    }
}
