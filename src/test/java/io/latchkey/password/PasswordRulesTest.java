package io.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.latchkey.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(new PasswordGuesses());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "Dzwonek 14 pod oknem",
                "довгий пароль із кількох слів",
                "x8#kQ!v2Lm0z",
                "a newer password",
                "aaaaaaaaaaaaaaaaaaaaaaaaXq9$vR2mKp8LzT"
            })
    void whatIsLongAndNotCommonMayBeUsed(String password) {
        assertThat(rules.fault(password, "somebody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd1234",
                "123456789012",
                "qwertyuiop12",
                "1qaz2wsx3edc",
                "aaaaaaaaaaaa",
                "abcdefghijkl",
                "iloveyou1234",
                "administrator1",
                "latchkeylatchkey",
                "passwordpasswordpasswordpasswordpasswordpasswordpasswordpassword",
                "maria.kovalenko1"
            })
    void whatIsGuessedFirstMayNot(String password) {
        assertThat(rules.fault(password, "maria.kovalenko"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("easy to guess"));
    }

    @Test
    void aUsersNameIsFoundWithinIt() {
        assertThat(rules.fault("xuvaquelleborg77", "somebody")).isEmpty();
        assertThat(rules.fault("xuvaquelleborg77", "xuvaquelleborg")).isPresent();
    }

    @Test
    void theLengthIsCountedInCharactersAsPeopleSeeThem() {
        assertThat(rules.fault("🔑🐎🔋📎🔑🐎🔋📎🔑🐎🔋", "somebody")).isPresent();
        assertThat(rules.fault("🔑🐎🔋📎🗝🦊🪐🧵🎲🧊🥝🪁", "somebody")).isEmpty();
        assertThat(rules.fault("k" + "a\u0308".repeat(11), "somebody").orElse(""))
                .doesNotContain("characters long");
    }

    @Test
    void thereAreTwelveTo128Characters() {
        String longest = "x8#kQ!v2Lm0z" + "🔑".repeat(116);

        assertThat(rules.fault("x8#kQ!v2Lm0", "somebody")).hasValue("must be 12 to 128 characters long");
        assertThat(rules.fault("x8#kQ!v2Lm0z", "somebody")).isEmpty();
        assertThat(rules.fault(longest, "somebody")).isEmpty();
        assertThat(rules.fault(longest + "1", "somebody")).hasValue("must be 12 to 128 characters long");
    }

    @Test
    void onlyWhatMayBeUsedIsHashed() {
        assertThat(rules.checked("x8#kQ!v2Lm0z", "somebody")).containsExactly("x8#kQ!v2Lm0z".toCharArray());
        assertThatThrownBy(() -> rules.checked("password1234", "somebody"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    @Test
    void theUsersNameAndControlCharactersMayNot() {
        assertThat(rules.fault("Twelve letters", "twelve letters")).contains("must not be the user's name");
        assertThat(rules.fault("with a\ttab in it", "somebody")).contains("must not contain control characters");
    }

    @Test
    void anOverlongOneIsRefusedInNoTime() {
        String overlong = "a" + "\u0301\u0323".repeat(100_000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(rules.fault(overlong, "anna"))
                .hasValue("must be 12 to 128 characters long"));
    }
}
