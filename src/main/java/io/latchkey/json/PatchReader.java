package io.latchkey.json;

import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Distinguishes a field that is {@code null} from one that is left out. */
final class PatchReader extends ValueDeserializer<Patch<?>> {

    private final JavaType type;

    /** For the mapper, which then asks it to create the deserializer for the field's type. */
    PatchReader() {
        this(null);
    }

    private PatchReader(JavaType type) {
        this.type = type;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new PatchReader(context.getContextualType().containedType(0));
    }

    @Override
    public Patch<?> deserialize(JsonParser parser, DeserializationContext context) {
        return new Patch<>(Optional.of(context.readValue(parser, type)));
    }

    @Override
    public Patch<?> getNullValue(DeserializationContext context) {
        return new Patch<>(Optional.empty());
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return null;
    }
}
