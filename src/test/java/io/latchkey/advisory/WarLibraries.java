package io.latchkey.advisory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of others a WAR has in it: the libraries of its CycloneDX list, and those that any of its jars says it is made of. The second
 * finds what a library has taken into itself, and what is not for every server.
 */
final class WarLibraries {

    private static final String LIST = "META-INF/sbom/bom.json";

    private WarLibraries() {}

    /** Whether the WAR has its list: Maven makes it online alone. */
    static boolean areListed(Path war) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            return zip.getEntry(LIST) != null;
        }
    }

    static Set<Library> of(Path war) throws IOException {
        Set<Library> libraries =
                new TreeSet<>(Comparator.comparing(Library::name).thenComparing(Library::version));
        try (ZipFile zip = new ZipFile(war.toFile())) {
            libraries.addAll(listed(zip));
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().startsWith("WEB-INF/") && entry.getName().endsWith(".jar")) {
                    libraries.addAll(inside(zip.getInputStream(entry)));
                }
            }
        }
        return libraries;
    }

    private static List<Library> listed(ZipFile zip) throws IOException {
        try (InputStream json = zip.getInputStream(zip.getEntry(LIST))) {
            return JsonMapper.shared().readValue(json, Bom.class).components().stream()
                    .map(component -> new Library(component.group() + ":" + component.name(), component.version()))
                    .toList();
        }
    }

    private static Set<Library> inside(InputStream jar) throws IOException {
        Set<Library> libraries = new TreeSet<>(Comparator.comparing(Library::name));
        try (ZipInputStream entries = new ZipInputStream(jar)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().startsWith("META-INF/maven/")
                        && entry.getName().endsWith("/pom.properties")) {
                    Properties pom = new Properties();
                    pom.load(new ByteArrayInputStream(entries.readAllBytes()));
                    libraries.add(new Library(
                            pom.getProperty("groupId") + ":" + pom.getProperty("artifactId"),
                            pom.getProperty("version")));
                }
            }
        }
        return libraries;
    }

    private record Bom(List<Component> components) {}

    private record Component(String group, String name, String version) {}
}
