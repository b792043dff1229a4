package io.latchkey.boot;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Leaves a field that is one of several things to be these alone: the build says of it, too, what its Java type is. */
final class AlternativeSchemas {

    private AlternativeSchemas() {}

    static void write(Components components) {
        components.getSchemas().values().forEach(AlternativeSchemas::write);
    }

    private static void write(Schema schema) {
        Map.copyOf(Optional.ofNullable(schema.getProperties()).orElse(Map.of())).forEach((name, property) -> {
            if (property.getOneOf() != null && !property.getOneOf().isEmpty()) {
                schema.addProperty(
                        name,
                        OASFactory.createSchema().oneOf(property.getOneOf()).description(property.getDescription()));
            }
        });
    }
}
