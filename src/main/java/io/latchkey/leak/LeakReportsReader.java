package io.latchkey.leak;

import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads a list of reports, or a single report. */
final class LeakReportsReader extends ValueDeserializer<LeakReports> {

    @Override
    public LeakReports deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            return new LeakReports(List.of(context.readValue(parser, LeakReport.class)));
        }
        JavaType list = context.getTypeFactory().constructCollectionType(List.class, LeakReport.class);
        return new LeakReports(context.readValue(parser, list));
    }
}
