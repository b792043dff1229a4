package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.latchkey.event.EventRequest;
import io.latchkey.event.PastEventsRequest;
import io.latchkey.json.Json;
import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyRequest;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whatever is sent as a JSON body becomes a record that means the same when it is written again, or a 400. */
class JsonBodyFuzz {

    /** 20 of the binding, 100 of the constraints. */
    private static final int MOST_ERRORS = 120;

    private static final Json JSON = new Json();
    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
    private static final BodyBinder BINDER = new BodyBinder(JSON, VALIDATOR);

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "null",
                        "[]",
                        "{}",
                        "{\"description\":\"CRM\",\"accessRight\":\"EVENTS\"}",
                        "{\"description\":\"\\u0000\",\"accessRight\":7,\"x\":1}",
                        "{\"description\":\"a\",\"accessRight\":\"FULL\",\"expiresAt\":\"2026-11-24T12:00:00.5Z\","
                                + "\"allowedAddresses\":[\"10.0.0.0/8\",null],\"labels\":{\"team\":\"crm\",\"x\":null},"
                                + "\"rateLimit\":\"100/PT1M\",\"quota\":{\"requests\":1,\"period\":\"DAY\"}}",
                        "{\"expiresAt\":1e9999992999,\"status\":\"DISABLED\"}",
                        "{\"expiresAt\":1e999999999,\"status\":\"DISABLED\"}",
                        "{\"labels\":{\"a\":{}},\"quota\":null,\"externalId\":null}",
                        "{\"eventTypeKey\":\"order\",\"keyValue\":12,\"params\":[{\"name\":\"a\",\"value\":1.50}]}",
                        "{\"eventTypeKey\":\"order\",\"parameters\":{\"total\":1e400,\"a\":[true,null,-0]}}",
                        "{\"expires=t\":0e-5,\"status\":\"DISABLUD\"}",
                        "{\"a\":1,\"a\":2}",
                        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                        "{} {}")
                .map(JsonBodyFuzz::bytes);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "3s")
    void isARecordOrIsRefused(byte @NotNull [] body) {
        bind(body, KeyChange.class);
        bind(body, KeyRequest.class).ifPresent(JsonBodyFuzz::meansTheSameAgain);
        bind(body, EventRequest.class).ifPresent(JsonBodyFuzz::meansTheSameAgain);
        readTree(body)
                .flatMap(part -> boundOrRefused(() -> BINDER.bind(part, PastEventsRequest.Item.class)))
                .ifPresent(JsonBodyFuzz::meansTheSameAgain);
        readTree(body).map(JSON::write).ifPresent(written -> assertThat(
                        readTree(bytes(written)).map(JSON::write))
                .as("what was read and written, read and written again")
                .contains(written));
    }

    private static <T> Optional<T> bind(byte[] body, Class<T> type) {
        return boundOrRefused(() -> BINDER.bind(body, type));
    }

    private static <T> Optional<T> boundOrRefused(Supplier<T> binding) {
        try {
            T bound = binding.get();
            assertThat(VALIDATOR.validate(bound)).isEmpty();
            return Optional.of(bound);
        } catch (ProblemException refused) {
            Problem problem = refused.problem();
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.errors()).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_ERRORS);
            return Optional.empty();
        }
    }

    private static void meansTheSameAgain(Record bound) {
        // As text: 0 and 0e-5 mean the same, and are no equal nodes.
        String written = JSON.write(bound);
        assertThat(JSON.write(JSON.bind(bytes(written), bound.getClass()))).isEqualTo(written);
    }

    private static Optional<JsonNode> readTree(byte[] body) {
        try {
            // Of an empty body nothing is read; it is refused before.
            return Optional.of(JSON.readTree(body)).filter(tree -> !tree.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
