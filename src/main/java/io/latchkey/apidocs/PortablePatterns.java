package io.latchkey.apidocs;

import io.latchkey.json.VisibleText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Translates the patterns of the product's rules from Java's syntax into one that the languages of clients
 * have in common. Java tests whether the whole text matches, a schema whether any part of it does.
 */
final class PortablePatterns {

    private PortablePatterns() {}

    static void write(Components components, Collection<PathItem> paths) {
        components.getSchemas().values().forEach(PortablePatterns::write);
        paths.stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation -> Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream())
                .map(Parameter::getSchema)
                .forEach(PortablePatterns::write);
    }

    private static void write(Schema schema) {
        Optional.ofNullable(schema.getPattern())
                .filter(pattern -> !pattern.startsWith("^"))
                .ifPresent(pattern -> schema.setPattern(portable(pattern)));
        Stream.concat(
                        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).values().stream(),
                        Stream.of(Optional.ofNullable(schema.getItems())).flatMap(Optional::stream))
                .forEach(PortablePatterns::write);
    }

    /**
     * Translates the constructs that the rules contain: possessive quantifiers, and character classes that
     * only Java or few other languages know. Invisible characters beyond the basic plane are left out: many languages
     * cannot read their notation, and the server refuses them anyway.
     */
    static String portable(String pattern) {
        return "^(?:"
                + pattern.replaceAll("([*+?}])\\+", "$1")
                        .replace(VisibleText.BEYOND_BASIC_PLANE, "")
                        .replace("\\P{Cc}", "[^\\u0000-\\u001F\\u007F-\\u009F]")
                        .replace("\\p{Cc}", "\\u0000-\\u001F\\u007F-\\u009F")
                        .replace("\\p{Zl}", "\\u2028")
                        .replace("\\p{Zp}", "\\u2029")
                + ")$";
    }
}
