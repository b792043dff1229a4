package io.latchkey.boot;

import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Leaves a field that is one of several things to be these alone: the build says of it, too, what its Java type is. */
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
