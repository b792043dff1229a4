package io.latchkey.boot;

import io.latchkey.json.Patch;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Puts what a field of a merge patch holds in the place of {@link Patch}, which the build takes for an object: the value, or
 * null to remove the field.
 */
final class PatchSchemas {

    private static final String REF = "#/components/schemas/";

    private PatchSchemas() {}

    static void replace(Components components) {
        Map<String, Schema> values = new HashMap<>();
        for (String name : List.copyOf(components.getSchemas().keySet())) {
            if (name.startsWith(Patch.class.getSimpleName())) {
                Schema value = components.getSchemas().get(name).getProperties().get("value");
                // An entry of a map is removed in the same way.
                Optional.ofNullable(value.getAdditionalPropertiesSchema())
                        .ifPresent(entry -> value.setAdditionalPropertiesSchema(orNull(entry)));
                values.put(REF + name, value);
                components.removeSchema(name);
            }
        }
        SchemaFields.replace(
                components,
                field -> Optional.ofNullable(field.getRef()).map(values::get).map(PatchSchemas::orNull));
    }

    /** By an enumeration: the type null is unknown to OpenAPI 3.0, of which some servers have the model. */
    private static Schema orNull(Schema value) {
        return OASFactory.createSchema()
                .addAnyOf(value)
                // Added one by one, null is passed over.
                .addAnyOf(OASFactory.createSchema().enumeration(Collections.singletonList(null)));
    }
}
