package io.latchkey.json;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;

/** Makes times and durations readable only from text. */
final class TimesAsText extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    private static final Set<Class<?>> TIMES = Set.of(Instant.class, Duration.class);

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> texts) {
        return TIMES.contains(type.getBeanClass()) ? new TimeText(texts) : texts;
    }
}
