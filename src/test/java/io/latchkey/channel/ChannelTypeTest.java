package io.latchkey.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTypeTest {

    @ParameterizedTest
    @CsvSource({
        "Ann@Example.COM, Ann@example.com, ann@example.com",
        "'  a.b+c@example.co.uk ', a.b+c@example.co.uk, a.b+c@example.co.uk",
        "İ@example.com, İ@example.com, i̇@example.com",
        "a@пример.укр, a@xn--e1afmkfd.xn--j1amh, a@xn--e1afmkfd.xn--j1amh",
    })
    void anEmailAddressHasOneKeyForAllItsSpellings(String text, String shown, String key) {
        assertThat(ChannelType.EMAIL.parse(text)).hasValue(new Address(shown, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a@",
                "@example.com",
                "a@b",
                "a b@example.com",
                "a@exa mple.com",
                "<a@example.com>",
                "a@example.com\r\nBcc: b@example.com",
                "a@-example.com",
                "a@@example.com",
                "a,b@example.com",
                "a@example..com",
                "a@straße.example",
                "\"a\"@example.com"
            })
    void whatIsNoEmailAddressIsNone(String text) {
        assertThat(ChannelType.EMAIL.parse(text)).isEmpty();
    }

    @Test
    void anEmailAddressHasAtMost254Characters() {
        String local = "a".repeat(64);
        String domain = "d".repeat(60) + "." + "e".repeat(60) + "." + "f".repeat(62) + ".com";

        assertThat(ChannelType.EMAIL.parse(local + "@f" + domain.substring(1) + "x"))
                .isPresent();
        assertThat(ChannelType.EMAIL.parse(local + "@f" + domain.substring(1) + "xx"))
                .isEmpty();
        assertThat(ChannelType.EMAIL.parse(local + "a@example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+380 94 258-36-91, 380942583691",
        "00380942583691, 380942583691",
        "380942583691, 380942583691",
        "+1 (415) 555.26.71, 14155552671",
    })
    void aPhoneNumberIsItsDigits(String text, String digits) {
        assertThat(ChannelType.SMS.parse(text)).hasValue(new Address(digits, digits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "123456", "1234567890123456", "0942583691", "phone", "38094258369x", "++380942583691"})
    void whatIsNoPhoneNumberIsNone(String text) {
        assertThat(ChannelType.SMS.parse(text)).isEmpty();
    }

    @Test
    void aTokenIsKeptAsItIs() {
        assertThat(ChannelType.MOBILE_PUSH.parse(" Ab:C ")).hasValue(new Address("Ab:C", "Ab:C"));
        assertThat(ChannelType.MOBILE_PUSH.parse("x".repeat(501))).isEmpty();
    }

    @Test
    void kindsAreNamedInAnyCase() {
        assertThat(ChannelType.of("Email")).isEqualTo(ChannelType.EMAIL);
        assertThat(ChannelType.of("mobile_push")).isEqualTo(ChannelType.MOBILE_PUSH);
        assertThatThrownBy(() -> ChannelType.of("fax")).isInstanceOf(IllegalArgumentException.class);
    }
}
