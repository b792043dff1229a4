package io.latchkey.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.latchkey.page.UserRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that keep the code readable and closed by default. */
@AnalyzeClasses(packages = "io.latchkey", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.latchkey.";
    private static final String FEATURES = ROOT + "*..";
    private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java/io/latchkey");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?io\\.latchkey\\.([a-z]+)\\.");

    /** What every page needs, and the pages themselves. */
    private static final String[] PAGES = {"..page..", "..*page.."};

    private static final String[] PLUMBING = {
        "..json..",
        "..database..",
        "..problem..",
        "..rest..",
        "..form..",
        "..request..",
        "..export..",
        "..profile..",
        "..setting.."
    };

    private static final List<Class<? extends Annotation>> SECURITY_ANNOTATIONS =
            List.of(RolesAllowed.class, DenyAll.class, PermitAll.class);

    @ArchTest
    static final ArchRule dependenciesBetweenPackagesPointOneWay =
            slices().matching("io.latchkey.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyKnowsBoot = noClasses()
            .that()
            .resideOutsideOfPackage("..boot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..boot..");

    @ArchTest
    static final ArchRule thePlumbingKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage(PLUMBING)
            .should()
            .dependOnClassesThat(resideInAPackage("io.latchkey..").and(resideOutsideOfPackages(PLUMBING)));

    /** So that these packages work in an application without settings or a clock, as the benchmarks' peers are. */
    @ArchTest
    static final ArchRule whatAnswersRequestsNeedsNoSettings = noClasses()
            .that()
            .resideInAnyPackage("..json..", "..problem..", "..rest..", "..request..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.eclipse.microprofile.config..").or(type(Clock.class)));

    @ArchTest
    static final ArchRule noServersOwnClasses = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "fish.payara..",
                    "com.sun..",
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..",
                    "com.ibm..",
                    "io.openliberty..",
                    "org.apache.myfaces..");

    @ArchTest
    static final ArchRule noStateBesideTheBeans =
            fields().that().areStatic().should().beFinal().because("state in a static field has no owner");

    @ArchTest
    static final ArchRule everyResourceMethodHasASecurityAnnotation =
            methods().that(areResourceMethods()).should(beClosedBy(SECURITY_ANNOTATIONS));

    /** What a page hides, a forged request calls all the same, as does a page from before a role was taken away. */
    @ArchTest
    static final ArchRule whateverPagesCallAsksForARole = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("PageService")
            .and()
            .areNotPrivate()
            .should(beClosedBy(List.of(UserRoles.class)));

    @ArchTest
    static final ArchRule pageServicesAreWithTheirPages =
            classes().that().haveSimpleNameEndingWith("PageService").should().resideInAnyPackage(PAGES);

    @ArchTest
    static final ArchRule nobodyKnowsPages = noClasses()
            .that()
            .resideOutsideOfPackages(PAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PAGES);

    /** Whatever several of them need is in {@code page}. */
    @ArchTest
    static final ArchRule pagesOfOneFeatureKnowNoneOfAnother =
            slices().matching("io.latchkey.(*page)..").should().notDependOnEachOther();

    /** They have no zone, and a driver converts them by the server's own (SqlInstant, LocalDate). */
    @ArchTest
    static final ArchRule timesGoToTheDatabaseWithTheirOffset = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.sql.Timestamp.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.sql.Date.class);

    @ArchTest
    static final ArchRule resourcesAreNamedSo =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

    /** They are with what they serve: neither in the plumbing nor where all is put together, nor with the pages. */
    @ArchTest
    static final ArchRule resourcesAreWhereTheirFeatureIs = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .resideOutsideOfPackages(PLUMBING)
            .andShould()
            .resideOutsideOfPackage("..boot..")
            .andShould()
            .resideOutsideOfPackages(PAGES);

    @ArchTest
    static void everyPackageHasItsPlaceInThePicture(JavaClasses classes) {
        assertThat(PackagePicture.read().places())
                .isEqualTo(dependencies(classes).keySet());
    }

    /** The arrows lead to all that a package knows, be it by others. */
    @ArchTest
    static void noDependencyIsMissingInThePicture(JavaClasses classes) {
        PackagePicture picture = PackagePicture.read();
        dependencies(classes)
                .forEach((name, known) ->
                        assertThat(picture.reached(name)).as(name).containsAll(known));
    }

    @ArchTest
    static void noArrowOfThePictureIsInvented(JavaClasses classes) {
        PackagePicture picture = PackagePicture.read();
        dependencies(classes)
                .forEach((name, known) -> assertThat(known).as(name).containsAll(picture.pointedTo(name)));
    }

    /** Of each package by its last name, those that it knows. */
    private static Map<String, Set<String>> dependencies(JavaClasses classes) {
        Map<String, Set<String>> dependencies = imports();
        for (JavaClass type : classes.that(resideInAPackage(FEATURES))) {
            String name = feature(type);
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .filter(resideInAPackage(FEATURES))
                    .map(ArchitectureTest::feature)
                    .forEach(dependencies.get(name)::add);
        }
        dependencies.forEach((name, known) -> known.remove(name));
        return dependencies;
    }

    /** What the sources say: of a constant, the compiled class has the value alone. */
    private static Map<String, Set<String>> imports() {
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<java.nio.file.Path> files = Files.walk(SOURCES)) {
            for (java.nio.file.Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String name = SOURCES.relativize(file).getName(0).toString();
                Set<String> known = imports.computeIfAbsent(name, first -> new TreeSet<>());
                IMPORT.matcher(Files.readString(file)).results().forEach(found -> known.add(found.group(1)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        imports.keySet().removeIf(name -> name.endsWith(".java"));
        return imports;
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", "");
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaMethod> areResourceMethods() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "are resource methods", method -> method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));
    }

    private static ArchCondition<JavaMethod> beClosedBy(List<Class<? extends Annotation>> annotations) {
        return new ArchCondition<>("have a security annotation, or their class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean closed = annotations.stream()
                        .anyMatch(annotation -> method.isAnnotatedWith(annotation)
                                || method.getOwner().isAnnotatedWith(annotation));
                events.add(new SimpleConditionEvent(
                        method, closed, method.getFullName() + " has no security annotation, nor has its class"));
            }
        };
    }
}
