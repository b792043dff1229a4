package io.latchkey.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
import java.lang.annotation.Annotation;
import java.util.List;

/** The rules that keep the code readable and closed by default. */
@AnalyzeClasses(packages = "io.latchkey", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PLUMBING = {"..json..", "..database..", "..problem..", "..rest..", "..request.."};

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
            .resideInAPackage("..page..")
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Desk")
            .and()
            .areNotPrivate()
            .should(beClosedBy(List.of(UserRoles.class)));

    /** It has no zone, and the driver of the embedded database puts the server's own to it (SqlInstant). */
    @ArchTest
    static final ArchRule timesGoToTheDatabaseWithTheirOffset =
            noClasses().should().dependOnClassesThat().areAssignableTo(java.sql.Timestamp.class);

    @ArchTest
    static final ArchRule resourcesAreWhereTheirFeatureIs =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

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
