package io.latchkey.apidocs;

import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Reduces the schema of a field with alternatives ({@code oneOf}) to the alternatives alone; the build also
 * adds the field's Java type to it.
 */
final class AlternativeSchemas {

    private AlternativeSchemas() {}

    static void write(Components components) {
        SchemaFields.replace(components, AlternativeSchemas::alone);
    }

    private static Optional<Schema> alone(Schema field) {
        return Optional.ofNullable(field.getOneOf())
                .filter(alternatives -> !alternatives.isEmpty())
                .map(alternatives -> OASFactory.createSchema().oneOf(alternatives));
    }
}
