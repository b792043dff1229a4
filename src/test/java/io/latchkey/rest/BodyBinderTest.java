package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.contact.ChannelRequest;
import io.latchkey.contactimport.ImportRequest;
import io.latchkey.json.Json;
import io.latchkey.key.KeyChange;
import io.latchkey.key.RotationRequest;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.right.CustomRightChange;
import io.latchkey.user.OwnChange;
import io.latchkey.user.UserChange;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a body that does not fit is answered. */
class BodyBinderTest {

    private final BodyBinder binder = new BodyBinder(
            new Json(),
            Validation.byProvider(HibernateValidator.class)
                    .configure()
                    .messageInterpolator(new ParameterMessageInterpolator())
                    .buildValidatorFactory()
                    .getValidator());

    /** A null removes (RFC 7396, section 2): what cannot be removed is not left as it was without a word. */
    @Test
    void whatCannotBeRemovedIsNamed() {
        assertThat(errors(
                        "{\"description\":null,\"status\":null,\"accessRight\":null,\"externalId\":null}",
                        KeyChange.class))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("description", "status", "accessRight");
        assertThat(errors("{\"description\":null,\"patterns\":null}", CustomRightChange.class))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("description", "patterns");
        assertThat(errors("{\"email\":null,\"role\":null,\"password\":null}", UserChange.class))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("role", "password");
        assertThat(errors("{\"password\":null,\"presentPassword\":null}", OwnChange.class))
                .extracting(FieldError::field)
                .containsExactly("password");
    }

    @Test
    void whatAValueMustBeIsSaid() {
        assertThat(errors("{\"expiresAt\":\"soon\",\"status\":\"LOST\",\"labels\":7}", KeyChange.class))
                .containsExactlyInAnyOrder(
                        new FieldError(
                                "expiresAt", "must be a time in ISO 8601 with an offset, such as 2024-05-14T10:11:12Z"),
                        new FieldError("status", "must be one of: ENABLED, DISABLED"),
                        new FieldError("labels", "must be a JSON object"));
        assertThat(errors("{\"overlap\":\"soon\"}", RotationRequest.class))
                .containsExactly(new FieldError("overlap", "must be a duration in ISO 8601, such as PT30M or P7D"));
        assertThat(errors("{\"overlap\":3600000}", RotationRequest.class))
                .containsExactly(new FieldError("overlap", "must be a duration in ISO 8601, such as PT30M or P7D"));
        assertThat(errors("{\"expiresAt\":4000000000}", KeyChange.class))
                .containsExactly(new FieldError(
                        "expiresAt", "must be a time in ISO 8601 with an offset, such as 2024-05-14T10:11:12Z"));
        assertThat(errors("{\"description\":5,\"status\":" + "1".repeat(31) + "}", KeyChange.class))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("description", "status");
        assertThat(errors("{\"type\":\"pigeon\"}", ChannelRequest.class))
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).startsWith("must be one of: email, sms, viber"));
    }

    @Test
    void whatIsLeftOutStays() {
        assertThat(binder.bind(bytes("{\"externalId\":null}"), KeyChange.class).description())
                .isNull();
        assertThat(binder.bind(bytes("{}"), CustomRightChange.class).patterns()).isNull();
        assertThat(binder.bind(bytes("{}"), UserChange.class).role()).isNull();
    }

    /** Also if it is only found while the errors of the others are collected. */
    @Test
    void aBodyOfNothingButBracketsIsRefusedAsAWhole() {
        String brackets = "\"contacts\":[" + "{},".repeat(Json.MAX_TOKENS / 2) + "{}]}";

        for (String body : List.of("{" + brackets, "{\"unknown\":1," + brackets)) {
            assertThat(errors(body, ImportRequest.class)).singleElement().satisfies(error -> {
                assertThat(error.field()).isEmpty();
                assertThat(error.detail()).contains("at most 1500000 names, values and brackets");
            });
        }
    }

    @Test
    void aPartOfABodyIsBoundByItselfAndLeftAsItIs() {
        JsonNode part = new Json().readTree(bytes("{\"type\":\"email\",\"value\":[],\"x\":1}"));

        assertThat(partErrors(part)).extracting(FieldError::field).containsExactlyInAnyOrder("value", "x");
        assertThat(part.propertyNames()).containsExactly("type", "value", "x");
        for (String other : List.of("null", "7", "\"\"", "[]")) {
            assertThat(partErrors(new Json().readTree(bytes(other))))
                    .as(other)
                    .containsExactly(new FieldError("", "must be a JSON object"));
        }
        assertThat(partErrors(new Json().readTree(bytes("{}"))))
                .extracting(FieldError::field)
                .containsExactly("type");
    }

    private List<FieldError> partErrors(JsonNode part) {
        return catchThrowableOfType(ProblemException.class, () -> binder.bind(part, ChannelRequest.class))
                .problem()
                .errors();
    }

    private <T> List<FieldError> errors(String body, Class<T> type) {
        List<FieldError> errors = new ArrayList<>();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> binder.bind(bytes(body), type))
                .satisfies(refused -> errors.addAll(refused.problem().errors()));
        return errors;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
