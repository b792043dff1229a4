package io.latchkey.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Reads text that every database can store: without NUL, which PostgreSQL refuses, and without unpaired
 * surrogates, which cannot be encoded.
 */
public final class StorableText extends StringDeserializer {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = super.deserialize(parser, context);
        if (text != null && !isStorable(text)) {
            return context.reportInputMismatch(this, "must be text without NUL or unpaired surrogates");
        }
        return text;
    }

    /** Returns whether every database can store the text. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Returns whether every database can store all texts and names in the tree; trees are read without this
     * deserializer.
     */
    public static boolean isStorable(JsonNode tree) {
        return tree.isString()
                ? isStorable(tree.stringValue())
                : tree.propertyNames().stream().allMatch(StorableText::isStorable)
                        && tree.valueStream().allMatch(StorableText::isStorable);
    }
}
