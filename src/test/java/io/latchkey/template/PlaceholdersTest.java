package io.latchkey.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

    private static final String DATA = """
            {"name":"<Ann>","EVENT":"sale","discount":5,"yes":true,"none":null,"empty":"","dot.ted":"d",
             "order":{"name":"Phone"},"items":[{"name":"one"},{"name":"two"}],"tag":"$!data.get('name')"}""";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "$!data.get('name')~<Ann>",
                "$data.get(\"name\")!~<Ann>!",
                "$!{data.get('name')}~<Ann>",
                "$!data.get('order').get('name')~Phone",
                "$!data.get('items').get(1).get('name')~two",
                "$!data.get('items').get(7).get('name')x~x",
                "$!data.get('items')x~x",
                "${name} ${order.name} ${dot.ted}~<Ann> Phone d",
                "%EVENT% %discount% %yes%~sale 5 true",
                "%TEMPLATE.EVENT%~sale",
                "%EMAIL%~a@example.com",
                "%MISSING|friend% %none|nobody% %empty|nothing%~friend nobody nothing",
                "%MISSING%${missing}$!data.get('missing')x~x",
                "50% off, 100%~50% off, 100%",
                "https://x/?q=%D0%BFabc%20d%2F~https://x/?q=%D0%BFabc%20d%2F",
                "$100 $name #name~$100 $name #name",
                "$!data.get('tag')~$!data.get('name')",
                "$!data.getClass()~$!data.getClass()",
            },
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false)
    void fillsInWhatItKnows(String text, String filled) {
        assertThat(Placeholders.fillText(text, filling())).hasValue(filled);
    }

    @Test
    void valuesAreHarmlessInHtml() {
        assertThat(Placeholders.fillHtml("<b title=\"${name}\">${name}</b>", filling()))
                .hasValue("<b title=\"&lt;Ann&gt;\">&lt;Ann&gt;</b>");
    }

    @Test
    void aSubjectStaysOneLine() {
        Filling evil = filling("{\"x\":\"a\\r\\nBcc: b@example.com\\u2028c\"}");

        assertThat(Placeholders.fillLine("${x}", evil)).isEqualTo("a Bcc: b@example.com c");
        assertThat(Placeholders.fillLine("x".repeat(2000), evil)).hasSize(998);
    }

    @Test
    void aSubjectIsFilledInNoFurtherThanItGoes() {
        Filling big = filling("{\"x\":\"" + "y".repeat(60_000) + "\",\"lines\":\"" + "\\n".repeat(60_000) + "\"}");

        assertThat(Placeholders.fillLine("${x}".repeat(100_000), big)).isEqualTo("y".repeat(998));
        assertThat(Placeholders.fillLine("a${lines}\n${lines}b", big)).isEqualTo("a b");
        assertThat(Placeholders.fillLine("a".repeat(997) + "\uD83D\uDE00b", big))
                .isEqualTo("a".repeat(997));
        assertThat(Placeholders.fillLine("a".repeat(996) + "\uD83D\uDE00b", big))
                .isEqualTo("a".repeat(996) + "\uD83D\uDE00");
    }

    @Test
    void whatNoMailCanHoldIsLeftOut() {
        assertThat(Placeholders.fillText("${x}", filling("{\"x\":\"a\\u0000\\u0007b\\ud800c\\n\"}")))
                .hasValue("abc\n");
    }

    @Test
    void aSmallTextDoesNotBecomeAHugeOne() {
        Filling big = filling("{\"x\":\"" + "y".repeat(60_000) + "\"}");

        assertThat(Placeholders.fillText("${x}".repeat(20), big)).isPresent();
        assertThat(Placeholders.fillText("${x}".repeat(100_000), big)).isEmpty();
    }

    @Test
    void namesTheDirectivesThatItDoesNotFollow() {
        assertThat(Placeholders.directive("<p>#foreach($i in $!data.get('items'))x#end"))
                .hasValue("#foreach");
        assertThat(Placeholders.directive("<a href=\"#if\">#ifx #1 color:#end</a>"))
                .isEmpty();
    }

    private static Filling filling() {
        return filling(DATA);
    }

    private static Filling filling(String data) {
        return new Filling(new Json().readTree(data.getBytes(StandardCharsets.UTF_8)), Channel.EMAIL, "a@example.com");
    }
}
