package io.latchkey.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.latchkey.contactimport.ContactImportResource;
import io.latchkey.keyimport.KeyImportResource;
import io.latchkey.rest.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every query parameter that a resource reads is in the description that the build makes of it. */
class DescribedParametersTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.latchkey");

    private static final List<Path> PAGES =
            List.of(Path.of("docs/compatibility/contacts.md"), Path.of("docs/compatibility/messages.md"));
    /** The parameters that clients send; other tables of these pages say what is answered. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `GET (v[^`?]+)[^|]*\\|([^|]*)\\|");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern PLACE = Pattern.compile("\\{\\s*(\\w+)\\s*(?::(?:[^{}]|\\{[^{}]*})*)?}");

    private final JsonNode paths = paths();

    private static JsonNode paths() {
        try (InputStream built = DescribedParametersTest.class.getResourceAsStream("/META-INF/openapi.json")) {
            return new JsonMapper().readTree(built).get("paths");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The records that read parameters, by what describes them. */
    static List<Class<?>> readers() {
        return CLASSES.stream()
                .filter(type -> type.getSimpleName().equals("Described"))
                .map(type -> type.reflect().getDeclaringClass())
                .<Class<?>>map(type -> type)
                .toList();
    }

    static List<JavaMethod> methodsWithParameters() {
        return CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> httpMethod(method).isPresent())
                .filter(method -> !names(method.reflect()).isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aReaderDescribesWhatItReads(Class<?> reader) throws ReflectiveOperationException {
        assertThat(read(reader)).isNotEmpty().isEqualTo(described(describing(reader)));
    }

    @Test
    void whoeverReadsParametersIsAReader() {
        List<String> resources = List.of(ContactImportResource.class.getName(), KeyImportResource.class.getName());

        assertThat(CLASSES.stream()
                        .filter(type -> type.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getName().equals("getQueryParameters")
                                        || (call.getTargetOwner().isEquivalentTo(QueryParameters.class)
                                                && call.getName().equals("of"))))
                        .map(JavaClass::getName)
                        .filter(name -> !name.equals(QueryParameters.class.getName())))
                .isNotEmpty()
                .allMatch(name -> resources.contains(name)
                        || readers().stream()
                                .anyMatch(reader -> reader.getName().equals(name)));
    }

    @Test
    void aMethodThatHasAReaderReadSaysSo() {
        List<Class<?>> readers = readers();
        int calls = 0;
        for (JavaClass type : CLASSES) {
            for (JavaMethod method : type.getMethods()) {
                if (httpMethod(method).isEmpty()) {
                    continue;
                }
                for (Class<?> reader : readers) {
                    if (calls(method, reader, new TreeSet<>())) {
                        calls++;
                        assertThat(method.reflect().getAnnotations())
                                .as(method.getFullName())
                                .anyMatch(annotation -> annotation.annotationType() == describing(reader));
                    }
                }
            }
        }
        assertThat(calls).isGreaterThan(readers.size());
    }

    @ParameterizedTest
    @MethodSource("methodsWithParameters")
    void everyParameterIsInTheDescription(JavaMethod method) {
        List<JsonNode> parameters = described(method);

        for (String name : names(method.reflect())) {
            assertThat(parameters)
                    .as("%s: %s", method.getFullName(), name)
                    .filteredOn(
                            parameter -> parameter.path("name").stringValue("").equals(name))
                    .singleElement()
                    .satisfies(parameter -> {
                        assertThat(parameter.path("description").stringValue(""))
                                .isNotBlank();
                        assertThat(parameter.path("schema")).isNotEmpty();
                    });
        }
    }

    @Test
    void whatThePagesNameIsInTheDescription() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path page : PAGES) {
            for (MatchResult row : ROW.matcher(Files.readString(page)).results().toList()) {
                List<String> known = paths.at("/" + ("/" + row.group(1)).replace("/", "~1") + "/get/parameters")
                        .findValuesAsString("name");
                for (MatchResult name : NAME.matcher(row.group(2)).results().toList()) {
                    named++;
                    if (!known.contains(name.group(1))) {
                        missing.add(row.group(1) + " " + name.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(15);
    }

    private List<JsonNode> described(JavaMethod method) {
        String path = Optional.ofNullable(method.reflect().getAnnotation(jakarta.ws.rs.Path.class))
                .map(below -> "/" + below.value())
                .orElse("");
        String whole = "/"
                + method.getOwner()
                        .reflect()
                        .getAnnotation(jakarta.ws.rs.Path.class)
                        .value() + path;
        List<JsonNode> parameters = new ArrayList<>();
        paths.path(PLACE.matcher(whole).replaceAll("{$1}"))
                .path(httpMethod(method).orElseThrow().toLowerCase(Locale.ROOT))
                .path("parameters")
                .forEach(parameters::add);
        return parameters;
    }

    private static Optional<String> httpMethod(JavaMethod method) {
        return Arrays.stream(
                        method.getOwner().isAnnotatedWith(jakarta.ws.rs.Path.class)
                                ? method.reflect().getAnnotations()
                                : new Annotation[0])
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    /** Of its own parameters, and of those of the readers that it names. */
    private static Set<String> names(Method method) {
        Set<String> names = new TreeSet<>();
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            for (Annotation annotation : annotations) {
                if (annotation instanceof QueryParam parameter) {
                    names.add(parameter.value());
                }
            }
        }
        for (Annotation annotation : method.getAnnotations()) {
            names.addAll(described(annotation.annotationType()));
        }
        return names;
    }

    private static Set<String> described(Class<?> annotation) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : annotation.getAnnotationsByType(Parameter.class)) {
            names.add(parameter.name());
        }
        return names;
    }

    private static Class<?> describing(Class<?> reader) {
        return Arrays.stream(reader.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals("Described"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the method has the reader read, or others of its class for it. */
    private static boolean calls(JavaMethod method, Class<?> reader, Set<String> seen) {
        return seen.add(method.getFullName())
                && method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> (call.getTargetOwner().isEquivalentTo(reader)
                                        && call.getName().equals("of"))
                                || (call.getTargetOwner().equals(method.getOwner())
                                        && call.getTarget()
                                                .resolveMember()
                                                .filter(own -> calls(own, reader, seen))
                                                .isPresent()));
    }

    /** The names that it asks for when there is no parameter. */
    private static Set<String> read(Class<?> reader) throws ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        Method read = Arrays.stream(reader.getDeclaredMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
        read.setAccessible(true);
        MultivaluedMap<String, String> none = none(names);
        read.invoke(null, read.getParameterTypes()[0] == UriInfo.class ? uri(none) : none);
        return names;
    }

    private static MultivaluedMap<String, String> none(Set<String> names) {
        Map<String, List<String>> asked = new HashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public List<String> get(Object name) {
                names.add((String) name);
                return super.get(name);
            }
        };
        return new AbstractMultivaluedMap<>(asked) {};
    }

    private static UriInfo uri(MultivaluedMap<String, String> none) {
        return (UriInfo) Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(), new Class<?>[] {UriInfo.class}, (proxy, method, arguments) -> none);
    }
}
