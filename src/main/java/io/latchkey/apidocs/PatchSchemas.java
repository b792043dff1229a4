package io.latchkey.apidocs;

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
 * Replaces the schemas of {@link Patch}, which the build takes for an object, by what the field of a merge
 * patch contains: the value, or null to remove the field.
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

    /**
     * Returns the schema of the value or null. Null is described by an enumeration, because OpenAPI 3.0,
     * whose model some servers use, does not know the type null.
     */
    static Schema orNull(Schema value) {
        return OASFactory.createSchema()
                .addAnyOf(value)
                // Null would be ignored if the values were added one by one.
                .addAnyOf(OASFactory.createSchema().enumeration(Collections.singletonList(null)));
    }
}
