package io.latchkey.json;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
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

/**
 * Reads and writes JSON in the product's single dialect: strict in what it reads, with times in ISO 8601.
 * Thread-safe.
 */
@Singleton
public class Json {

    /**
     * The maximum number of tokens: values, names, and the beginnings and ends of objects and lists. It is
     * what the largest body can have in earnest, an import of 3000 contacts with all their fields and 70 custom
     * ones each. The same bytes could hold four times as many, and each becomes an object or a part of one.
     */
    public static final int MAX_TOKENS = 1_500_000;

    /** The maximum number of objects and lists within each other. */
    public static final int MAX_NESTING = 50;

    private final JsonMapper mapper;

    /** Builds the mapper, which is expensive and is therefore done only once. */
    public Json() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // Error messages must not quote the body, as it may contain a credential.
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(tools.jackson.databind.cfg.EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // Preserves an event's JSON exactly: every digit, and even the trailing zeros of an amount.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .withCoercionConfig(LogicalType.Textual, coercions -> coercions
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule()
                        .addDeserializer(String.class, new StorableText())
                        .setDeserializerModifier(new TimesAsText()))
                .build();
    }

    /** Returns the value as JSON text. */
    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    /**
     * Returns the value as JSON text in which everything but visible ASCII and the space is escaped (RFC 8259, section
     * 7); the delete character (U+007F) is not.
     */
    public String writeAscii(Object value) {
        return mapper.writer()
                .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                .without(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .writeValueAsString(value);
    }

    /** Returns the value as a tree; it must be a JSON object, as a record is. */
    public ObjectNode tree(Record value) {
        return mapper.valueToTree(value);
    }

    /**
     * Returns any JSON as a tree.
     *
     * @throws JacksonException if it is not JSON
     */
    public JsonNode readTree(byte[] body) throws JacksonException {
        return read(() -> mapper.readTree(body));
    }

    /**
     * Returns the body as a value of the type; null for the JSON text {@code null}.
     *
     * @throws JacksonException if it is not JSON or does not fit the type
     */
    public <T> T bind(byte[] body, Class<T> type) throws JacksonException {
        return read(() -> mapper.readValue(body, type));
    }

    /**
     * Returns the tree as a value of the type.
     *
     * @throws JacksonException if it does not fit the type
     */
    public <T> T bind(JsonNode tree, Class<T> type) throws JacksonException {
        return mapper.treeToValue(tree, type);
    }

    /**
     * Translates the exception for a number whose exponent is beyond that of any number: Jackson reports it
     * with Java's exception instead of its own.
     */
    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (NumberFormatException beyondAllNumbers) {
            throw new StreamConstraintsException("A number is too large or too small");
        }
    }
}
