package io.latchkey.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Reads a time or a duration from text in ISO 8601, and refuses numbers, which Jackson would take for seconds: the
 * sender of a number may mean milliseconds, and Jackson reads one beyond the range as zero.
 */
final class TimeText extends DelegatingDeserializer {

    /** Expects the deserializer that reads the text. */
    TimeText(ValueDeserializer<?> texts) {
        super(texts);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> texts) {
        return new TimeText(texts);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        // Jackson also takes a text without a letter, such as " 4102444800.0", for a number of seconds.
        boolean number = parser.currentToken() != JsonToken.VALUE_STRING
                || !parser.getString().isEmpty() && parser.getString().chars().noneMatch(Character::isLetter);
        return number
                ? context.reportInputMismatch(handledType(), "must be in ISO 8601")
                : super.deserialize(parser, context);
    }
}
