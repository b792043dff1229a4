package io.latchkey.apidocs;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Replaces the schemas of fields, in all schemas of the description. */
final class SchemaFields {

    private SchemaFields() {}

    /** Replaces the schema of each field for which there is a replacement; the field keeps its own description. */
    static void replace(Components components, Function<Schema, Optional<Schema>> replacement) {
        for (Schema schema : components.getSchemas().values()) {
            Map.copyOf(Optional.ofNullable(schema.getProperties()).orElse(Map.of()))
                    .forEach((name, field) -> replacement
                            .apply(field)
                            .ifPresent(other -> schema.addProperty(name, other.description(field.getDescription()))));
        }
    }
}
