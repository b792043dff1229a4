package io.latchkey.json;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** The one JSON dialect of the product: strict in what it reads, ISO 8601 for times. Thread-safe. */
@Singleton
public class Json {

    private static final int MAX_NESTING = 50;

    private final JsonMapper mapper;

    /** Builds the mapper; it is costly and is therefore made once. */
    public Json() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // An error message must not quote the body: it may hold a credential.
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(tools.jackson.databind.cfg.EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // Of an event's JSON nothing is lost: not a digit, and not the last zero of an amount.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .withCoercionConfig(LogicalType.Textual, coercions -> coercions
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule().addDeserializer(String.class, new StorableText()))
                .build();
    }

    /** The value as JSON text. */
    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    /** The value as a tree; one that is a JSON object, as a record is. */
    public ObjectNode tree(Record value) {
        return mapper.valueToTree(value);
    }

    /**
     * Any JSON, as a tree.
     *
     * @throws JacksonException when it is not JSON
     */
    public JsonNode readTree(byte[] body) throws JacksonException {
        return read(() -> mapper.readTree(body));
    }

    /**
     * The body as a value of the type; null for the JSON text {@code null}.
     *
     * @throws JacksonException when it is not JSON or does not fit the type
     */
    public <T> T bind(byte[] body, Class<T> type) throws JacksonException {
        return read(() -> mapper.readValue(body, type));
    }

    /**
     * The tree as a value of the type.
     *
     * @throws JacksonException when it does not fit the type
     */
    public <T> T bind(JsonNode tree, Class<T> type) throws JacksonException {
        return mapper.treeToValue(tree, type);
    }

    /** Of a number whose exponent is beyond every number's, Jackson says so by Java's exception, not by its own. */
    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (NumberFormatException beyondAllNumbers) {
            throw new StreamConstraintsException("A number is too large or too small");
        }
    }
}
