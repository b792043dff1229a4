package io.latchkey.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a field of a merge patch (RFC 7396) that can be changed but not removed: JSON's {@code null} is
 * refused, and a field that is left out is null in Java. For {@code @JsonDeserialize(using = ...)}.
 */
public final class NotRemovable extends ValueDeserializer<Object> {

    private final JavaType type;

    /** For Jackson, which then asks it to create the deserializer for the field's type. */
    public NotRemovable() {
        this(null);
    }

    private NotRemovable(JavaType type) {
        this.type = type;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new NotRemovable(property.getType());
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        return context.readValue(parser, type);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return context.reportInputMismatch(type, "cannot be removed");
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return null;
    }
}
