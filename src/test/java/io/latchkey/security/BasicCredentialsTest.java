package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keytoken.KeyToken;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    private static String header(String userPass) {
        return header(userPass, StandardCharsets.UTF_8);
    }

    private static String header(String userPass, Charset charset) {
        return "Basic " + Base64.getEncoder().encodeToString(userPass.getBytes(charset));
    }

    /** The example of RFC 7617, section 2. */
    @Test
    void readsTheExampleOfTheStandard() {
        assertThat(BasicCredentials.parse("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
                .hasValue(new BasicCredentials("Aladdin", "open sesame"));
    }

    /** The example of RFC 7617, section 2.1: the pound sign in UTF-8. */
    @Test
    void readsUtf8() {
        assertThat(BasicCredentials.parse("Basic dGVzdDoxMjPCow==")).hasValue(new BasicCredentials("test", "123£"));
        assertThat(BasicCredentials.parse(header("користувач:k"))).hasValue(new BasicCredentials("користувач", "k"));
    }

    @Test
    void aNameInAnotherEncodingDoesNotSpoilThePassword() {
        assertThat(BasicCredentials.parse(header("é:key", StandardCharsets.ISO_8859_1)))
                .map(BasicCredentials::password)
                .hasValue("key");
    }

    @Test
    void theFirstColonDivides() {
        assertThat(BasicCredentials.parse(header(":k"))).hasValue(new BasicCredentials("", "k"));
        assertThat(BasicCredentials.parse(header("a:b:c"))).hasValue(new BasicCredentials("a", "b:c"));
        assertThat(BasicCredentials.parse(header("a:"))).hasValue(new BasicCredentials("a", ""));
    }

    private static KeyToken key(String userPass) {
        return BasicCredentials.parse(header(userPass)).orElseThrow().key();
    }

    /** RFC 7617, section 2, forbids a colon in a user name; not every client does. */
    @Test
    void aKeyOfOursIsFoundBehindAUserNameWithColons() {
        KeyToken ours = KeyToken.generate(new SecureRandom());

        assertThat(key("crm:" + ours.value())).isEqualTo(ours);
        assertThat(key("https://crm.example:" + ours.value())).isEqualTo(ours);
        assertThat(key("https://crm.example:8443/a:b:" + ours.value())).isEqualTo(ours);
        assertThat(key("::" + ours.value())).isEqualTo(ours);
    }

    @Test
    void aKeyCreatedElsewhereMayHaveColons() {
        KeyToken ours = KeyToken.generate(new SecureRandom());

        assertThat(key("crm:sk_test:1")).isEqualTo(new KeyToken("sk_test:1"));
        assertThat(key("crm:sk:lk_1")).isEqualTo(new KeyToken("sk:lk_1"));
        assertThat(key("crm:" + ours.value() + ":1")).isEqualTo(new KeyToken(ours.value() + ":1"));
        assertThat(key("crm:1:")).isEqualTo(new KeyToken("1:"));
        assertThat(key("crm:")).isEqualTo(new KeyToken(""));
    }

    @Test
    void theSchemesCaseDoesNotMatter() {
        assertThat(BasicCredentials.parse("bAsIc " + header("a:b").substring(6)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "BasicYTpi",
                "Bearer YTpi",
                "Digest username=\"a\"",
                "Basic ***",
                "Basic Y",
                "Basic YTpi YTpi",
                "Basic YWI=", // "ab": no colon
                "Basic YT\u00e9i",
                "Basic YQA6Yg==", // NUL in the name
                "Basic YTpiCg==", // a line feed in the password
            })
    void refusesWhatIsNotBasic(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void refusesAnOverlongHeader() {
        assertThat(BasicCredentials.parse(header("x".repeat(2900) + ":k"))).isPresent();
        assertThat(BasicCredentials.parse(header("x".repeat(4000) + ":k"))).isEmpty();

        String header = header("a:k");
        String spaces = " ".repeat(AuthorizationHeader.MAX_LENGTH - header.length());
        assertThat(BasicCredentials.parse(header + spaces)).isPresent();
        assertThat(BasicCredentials.parse(header + spaces + " ")).isEmpty();
    }

    @Test
    void showsNothing() {
        assertThat(new BasicCredentials("user-text", "key-text").toString())
                .doesNotContain("user-text")
                .doesNotContain("key-text");
    }
}
