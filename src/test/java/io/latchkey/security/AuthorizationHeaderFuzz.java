package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent as an {@code Authorization} header is one thing that is known, or nothing. */
class AuthorizationHeaderFuzz {

    @ValueSource(
            strings = {
                "Basic",
                "Basic YTpi",
                "basic  Ojo=",
                "Basic YTpi\u00e9",
                "Basic YQ==",
                "Basic w7w6w78=",
                "Basic YTpiAA==",
                "Bearer lkt_AAAA.BBBB==",
                "bEARER  x ",
                "Bearer a=b",
                "Digest x"
            })
    @FuzzTest(maxDuration = "3s")
    void isOneThingOrNothing(@NotNull String text) {
        AuthorizationHeader.parse(text).ifPresent(presented -> {
            assertThat(text).hasSizeLessThanOrEqualTo(AuthorizationHeader.MAX_LENGTH);
            holdsWhatItMay(presented);
            String again = format(presented);
            if (again.length() <= AuthorizationHeader.MAX_LENGTH) {
                assertThat(AuthorizationHeader.parse(again).map(value -> (Object) value))
                        .contains(presented);
            }
        });
        aPasswordComesThrough(text);
    }

    private static void holdsWhatItMay(AuthorizationHeader presented) {
        if (presented instanceof BasicCredentials basic) {
            assertThat(basic.userName()).doesNotContain(":");
            assertThat((basic.userName() + basic.password()).chars()).noneMatch(Character::isISOControl);
            assertThat(basic.toString()).isEqualTo("BasicCredentials[…]");
        } else if (presented instanceof BearerToken bearer) {
            assertThat(bearer.value()).matches("[A-Za-z0-9._~+/-]+=*");
            assertThat(bearer.toString()).isEqualTo("BearerToken[…]");
        }
    }

    private static String format(AuthorizationHeader presented) {
        if (presented instanceof BasicCredentials basic) {
            return basic(basic.userName() + ":" + basic.password());
        }
        return "Bearer " + ((BearerToken) presented).value();
    }

    private static String basic(String userPass) {
        return "Basic " + Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }

    private static void aPasswordComesThrough(String password) {
        String header = basic("name:" + password);
        boolean fits = header.length() <= AuthorizationHeader.MAX_LENGTH
                && password.chars().noneMatch(Character::isISOControl);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
            return;
        }
        assertThat(BasicCredentials.parse(header))
                .isEqualTo(fits ? Optional.of(new BasicCredentials("name", password)) : Optional.empty());
    }
}
