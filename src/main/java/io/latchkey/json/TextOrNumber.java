package io.latchkey.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads the ids of other systems, which their clients send as text or as the whole number that they are there. */
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
