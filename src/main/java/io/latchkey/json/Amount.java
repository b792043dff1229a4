package io.latchkey.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads amounts, which clients send as numbers or as text; the empty text is no amount. */
public final class Amount extends StdScalarDeserializer<BigDecimal> {

    /** Characters; whoever needs more has no amount. */
    private static final int MAX_LENGTH = 50;

    /** For Jackson. */
    public Amount() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric() && !parser.hasToken(JsonToken.VALUE_STRING)) {
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
        }
        String text = parser.getString().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > MAX_LENGTH) {
            return context.reportInputMismatch(BigDecimal.class, "must be a shorter number");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return context.reportInputMismatch(BigDecimal.class, "must be a number");
        }
    }
}
