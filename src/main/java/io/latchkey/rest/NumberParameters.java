package io.latchkey.rest;

import io.latchkey.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts query parameters to whole numbers, and names the parameter if it is not one: by default, Jakarta
 * REST answers 404, as if the path did not exist (section 3.2). A blank parameter counts as left out.
 */
@Provider
@Singleton
public class NumberParameters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked") // Each branch returns the converter of the type that it has compared with.
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Optional<String> name = queryParameter(annotations);
        if (name.isEmpty()) {
            return null;
        }
        Optional<String> otherwise = otherwise(annotations);
        if (type == int.class || type == Integer.class) {
            return (ParamConverter<T>) new NumberConverter<>(name.get(), otherwise, Integer::valueOf);
        }
        if (type == long.class || type == Long.class) {
            return (ParamConverter<T>) new NumberConverter<>(name.get(), otherwise, Long::valueOf);
        }
        return null;
    }

    private static Optional<String> queryParameter(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findFirst();
    }

    private static Optional<String> otherwise(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(DefaultValue.class::isInstance)
                .map(annotation -> ((DefaultValue) annotation).value())
                .findFirst();
    }

    private record NumberConverter<T>(String name, Optional<String> otherwise, Function<String, T> parse)
            implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            if (value == null || value.isBlank()) {
                return otherwise.map(parse).orElse(null);
            }
            try {
                return parse.apply(value.strip());
            } catch (NumberFormatException e) {
                ProblemException invalid = ProblemException.invalid(name, "must be a number within range");
                throw new WebApplicationException(invalid, invalid.problem().status());
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
