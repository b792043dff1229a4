package io.latchkey.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas of the description and the records that they are of. */
class DescribedSchemasTest {

    private final Map<String, Set<String>> records = new TreeMap<>();
    private final Set<Class<?>> answers = new HashSet<>();

    /** The build goes by the simple name, and one of two that share it would be in the other's place. */
    @Test
    void noTwoRecordsShareASchema() {
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.latchkey")) {
            if (type.isAnnotatedWith(Path.class)) {
                Arrays.stream(type.reflect().getMethods()).forEach(this::add);
            }
        }

        assertThat(records)
                .hasSizeGreaterThan(80)
                .allSatisfy((name, types) -> assertThat(types).as(name).hasSize(1));
    }

    @Test
    void theFieldsThatAnswersHaveAsNullAreDescribedSo() {
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.latchkey")) {
            if (type.isAnnotatedWith(Path.class)) {
                Arrays.stream(type.reflect().getMethods()).forEach(this::addAnswer);
            }
        }
        Map<String, List<String>> nullable = new TreeMap<>();
        answers.forEach(record -> {
            List<String> fields = Arrays.stream(record.getRecordComponents())
                    .filter(field -> isWrittenAsNull(record, field))
                    .map(RecordComponent::getName)
                    .sorted()
                    .toList();
            if (!fields.isEmpty()) {
                nullable.put(name(record), fields);
            }
        });

        assertThat(answers).hasSizeGreaterThan(50);
        assertThat(nullable).isEqualTo(new TreeMap<>(NullableFields.OF_ANSWERS));
    }

    /** Raw JSON is null where there is none. */
    private static boolean isWrittenAsNull(Class<?> record, RecordComponent field) {
        JsonInclude.Include include = Stream.of(field.getAccessor(), record)
                .map(of -> of.getAnnotation(JsonInclude.class))
                .filter(Objects::nonNull)
                .map(JsonInclude::value)
                .findFirst()
                .orElse(JsonInclude.Include.ALWAYS);
        return (field.getType() == Optional.class || field.getAccessor().isAnnotationPresent(JsonRawValue.class))
                && include == JsonInclude.Include.ALWAYS;
    }

    private void addAnswer(Method method) {
        if (Arrays.stream(method.getAnnotations())
                .noneMatch(of -> of.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class))) {
            return;
        }
        addAnswer(method.getGenericReturnType());
        Arrays.stream(method.getAnnotationsByType(ApiResponse.class))
                .map(ApiResponse::content)
                .flatMap(Arrays::stream)
                .flatMap(DescribedSchemasTest::named)
                .forEach(this::addAnswer);
    }

    private void addAnswer(Type type) {
        if (type instanceof ParameterizedType of) {
            addAnswer(of.getRawType());
            Arrays.stream(of.getActualTypeArguments()).forEach(this::addAnswer);
        } else if (type instanceof Class<?> record && record.isRecord() && answers.add(record)) {
            Stream.of(record.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(this::addAnswer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'[a-z]*+|', '^(?:[a-z]*|)$'",
        "'\\P{Cc}*+', '^(?:[^\\u0000-\\u001F\\u007F-\\u009F]*)$'",
        "'(?=\\s*+\\S)[^\\p{Cc}\\p{Zl}]{1,2}+', '^(?:(?=\\s*\\S)[^\\u0000-\\u001F\\u007F-\\u009F\\u2028]{1,2})$'"
    })
    void aPatternIsInWordsThatClientsKnow(String javas, String portable) {
        assertThat(PortablePatterns.portable(javas)).isEqualTo(portable);
    }

    private void add(Method method) {
        if (Arrays.stream(method.getAnnotations())
                .noneMatch(of -> of.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class))) {
            return;
        }
        add(method.getGenericReturnType());
        Arrays.stream(method.getGenericParameterTypes()).forEach(this::add);
        Stream.concat(
                        Arrays.stream(method.getAnnotationsByType(ApiResponse.class))
                                .map(ApiResponse::content),
                        Arrays.stream(method.getAnnotationsByType(RequestBody.class))
                                .map(RequestBody::content))
                .flatMap(Arrays::stream)
                .flatMap(DescribedSchemasTest::named)
                .forEach(this::add);
    }

    private static Stream<Class<?>> named(Content content) {
        ArraySchema array = content.array();
        return Stream.of(content.schema().implementation(), array.schema().implementation());
    }

    private void add(Type type) {
        if (type instanceof ParameterizedType of) {
            add(of.getRawType());
            Arrays.stream(of.getActualTypeArguments()).forEach(this::add);
        } else if (type instanceof Class<?> record && record.isRecord() && isNew(record)) {
            Stream.of(record.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(this::add);
        }
    }

    /** One that is written as its only value has no schema of its own. */
    private boolean isNew(Class<?> record) {
        return hasOneValue(record)
                || records.computeIfAbsent(name(record), name -> new TreeSet<>())
                        .add(record.getName());
    }

    private static boolean hasOneValue(Class<?> record) {
        return Arrays.stream(record.getDeclaredMethods()).anyMatch(of -> of.isAnnotationPresent(JsonValue.class));
    }

    private static String name(Class<?> record) {
        return Optional.ofNullable(record.getAnnotation(Schema.class))
                .map(Schema::name)
                .filter(name -> !name.isEmpty())
                .orElse(record.getSimpleName());
    }
}
