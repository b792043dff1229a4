package io.latchkey.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @Test
    void anAddressHasOneForm() {
        assertThat(Channel.EMAIL.normalise(" Ann.B+tag@Example.COM ")).hasValue("ann.b+tag@example.com");
        assertThat(Channel.EMAIL.normalise("root@localhost")).hasValue("root@localhost");
        assertThat(Channel.SMS.normalise("+38 (050) 123-45-67")).hasValue("380501234567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@",
                "@b",
                "a@b@c",
                "a b@c.d",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@-b",
                "a@b-",
                "a@b..c",
                "a@b.",
                "a@b\r\nBcc: c@d",
                "<a@b>",
                "a@b,c@d",
                "ä@b",
                "a@b\u0000",
                "\"a\"@b"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(Channel.EMAIL.normalise(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "1234", "1234567890123456", "12a45", "٣٨٠٥٠١٢٣٤٥٦٧", "+38+0501234567", "12345\n6"})
    void whatIsNoNumberIsNone(String text) {
        assertThat(Channel.SMS.normalise(text)).isEmpty();
    }

    @Test
    void aLongAddressIsRefusedInNoTime() {
        assertThat(Channel.EMAIL.normalise("a".repeat(100_000) + "@")).isEmpty();
        assertThat(Channel.EMAIL.normalise("a.".repeat(120) + "@b")).isEmpty();
    }

    @Test
    void readsSendersAsClientsWriteThem() {
        assertThat(EmailSender.parse("\"Ev\\\"ta\" <Ev@Mail.ua>")).hasValue(new EmailSender("Ev\"ta", "ev@mail.ua"));
        assertThat(EmailSender.parse("ООО Развитие, 2000 <a@r2000.site>"))
                .hasValue(new EmailSender("ООО Развитие, 2000", "a@r2000.site"));
        assertThat(EmailSender.parse("a@b.c")).hasValue(new EmailSender("", "a@b.c"));
        assertThat(EmailSender.parse("Nobody")).isEmpty();
        assertThat(EmailSender.parse("A <a@b>, B <b@c")).isEmpty();
    }

    @Test
    void aSenderReadsWhatItWrites() {
        EmailSender sender = new EmailSender("A \"B\" \\ <c@d>", "a@b.c");

        assertThat(EmailSender.parse(sender.toString())).hasValue(sender);
    }
}
