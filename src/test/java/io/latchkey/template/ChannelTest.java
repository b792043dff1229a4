package io.latchkey.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @Test
    void anAddressHasOneForm() {
        assertThat(Channel.EMAIL.normalise(" Ann.B+tag@Example.COM ")).hasValue("ann.b+tag@example.com");
        assertThat(Channel.EMAIL.normalise("root@localhost")).hasValue("root@localhost");
        assertThat(Channel.SMS.normalise("+38 (050) 123-45-67")).hasValue("380501234567");
    }

    /** A message to a spelling of a contact's address is a message to the contact. */
    @ParameterizedTest
    @CsvSource({
        "EMAIL, ' Ann.B+tag@Example.COM '",
        "EMAIL, ann@ПРИКЛАД.укр",
        "EMAIL, ann@xn--80aikifvh.xn--j1amh",
        "SMS, 00380501234567",
        "SMS, +38 (050) 123-45-67",
        "SMS, +1.415.555.26.71",
        "SMS, 1234567",
    })
    void anAddressOfAContactHasTheContactsForm(Channel channel, String text) {
        Optional<String> key = ChannelType.valueOf(channel.name()).parse(text).map(Address::key);

        assertThat(key).isPresent();
        assertThat(channel.normalise(text)).isEqualTo(key);
        assertThat(channel.normalise(key.get())).as("again").isEqualTo(key);
    }

    /** Nobody could add them to the list of unsubscribed addresses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "root@localhost",
                "a@b.c",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg@example.com"
            })
    void whoCannotBeUnsubscribedIsNotWrittenTo(String text) {
        assertThat(ChannelType.EMAIL.parse(text)).isEmpty();
        assertThat(Channel.EMAIL.normalise(text)).as("still found").isPresent();
        assertThat(Channel.EMAIL.recipient(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, ' Ann.B+tag@Example.COM '",
        "EMAIL, ann@ПРИКЛАД.укр",
        "EMAIL, ann@xn--80aikifvh.xn--j1amh",
        "SMS, +38 (050) 123-45-67",
        "SMS, 12345",
    })
    void whoCanBeUnsubscribedIsWrittenTo(Channel channel, String text) {
        assertThat(channel.recipient(text)).isPresent().isEqualTo(channel.normalise(text));
    }

    /** What has no country code is dialled as it is. */
    @ParameterizedTest
    @CsvSource({
        "12345, 12345",
        "123-456, 123456",
        "+12345, 12345",
        "050 123-45-67, 0501234567",
        "0012345, 0012345",
        "000123456, 000123456",
        "+00380501234567, 00380501234567",
    })
    void aNumberThatNoContactHasIsItsDigits(String text, String digits) {
        assertThat(ChannelType.SMS.parse(text)).isEmpty();
        assertThat(Channel.SMS.normalise(text)).hasValue(digits);
    }

    /** The mail library would write the low byte of each character: that of č is a carriage return. */
    @ParameterizedTest
    @ValueSource(
            strings = {"čĊRSET@example.com", "ä@example.com", "a..b@example.com", "\u212A@example.com", "a@example.-b"})
    void anAddressOfAContactThatCannotBeMailedIsNone(String text) {
        assertThat(ChannelType.EMAIL.parse(text)).isPresent();
        assertThat(Channel.EMAIL.normalise(text)).isEmpty();
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
