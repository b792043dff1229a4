package io.latchkey.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyRequest;
import io.latchkey.leak.LeakReport;
import io.latchkey.organisation.AccountRole;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRightRequest;
import io.latchkey.user.UserRequest;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBreakingTest {

    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private List<String> refused(Object request) {
        return validator.validate(request).stream()
                .map(violation -> violation.getPropertyPath().toString())
                .sorted()
                .toList();
    }

    private static List<Object> saying(String text) {
        return List.of(
                new KeyRequest(text, AccessRight.EVENTS, null, null, null, null, null, null, null),
                new CustomRightRequest("orders", text, List.of("GET /**")),
                new UserRequest(text, null, null, AccountRole.VIEWER),
                new LeakReport("key", null, null, text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0A, 0x7F, 0x85, 0x9B, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069})
    void whatBreaksALineOrTurnsItIsRefused(int character) {
        String text = "Shop" + Character.toString(character) + "pohS";

        assertThat(saying(text).stream().map(this::refused))
                .containsExactly(List.of("description"), List.of("description"), List.of("name"), List.of("source"));
    }

    @Test
    void whateverElsePeopleWriteIsNot() {
        assertThat(saying("Zoë's shop – магазин, חנות 😀\u00A0№ 1").stream().map(this::refused))
                .allMatch(List::isEmpty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin\u200B",
                "admin\uFE0F",
                "ad\u00ADmin",
                "\u2060admin",
                "admin\u3164",
                "\u00A0admin",
                "admin\u3000",
                "\u2800",
                "admin\uDB40\uDC01",
                "admin\uDB40\uDD00",
                "ad\uD834\uDD73min",
                "admin\uD82F\uDCA0",
                "admin\uDB43\uDFFF",
                "\u0646\u0627\u0645\u0647\u200C\u0627\u06CC"
            })
    void aUserNameLooksLikeNoOther(String name) {
        assertThat(refused(new UserRequest(name, null, null, AccountRole.VIEWER)))
                .containsExactly("name");
    }
}
