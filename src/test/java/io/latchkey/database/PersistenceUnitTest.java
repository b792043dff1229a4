package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PersistenceUnitTest {

    @Test
    void everyMappedClassIsListed() throws IOException {
        List<String> mapped = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.latchkey").stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class)
                                || type.isAnnotatedWith(Embeddable.class)
                                || type.isAnnotatedWith(MappedSuperclass.class)
                                || type.isAnnotatedWith(Converter.class))
                        .map(JavaClass::getName)
                        .toList();
        List<String> listed = Pattern.compile("<class>([^<]+)</class>")
                .matcher(Files.readString(Path.of("src/main/resources/META-INF/persistence.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(mapped);
    }
}
