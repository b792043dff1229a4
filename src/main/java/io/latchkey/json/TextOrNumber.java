package io.latchkey.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads an id of another system, which clients send as text or as a whole number, as it is in that system.
 */
public final class TextOrNumber extends StdScalarDeserializer<String> {

    private final StorableText text = new StorableText();

    /** For Jackson. */
    public TextOrNumber() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? parser.getString() : text.deserialize(parser, context);
    }
}
