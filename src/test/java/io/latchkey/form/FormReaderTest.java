package io.latchkey.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=limit";
    private static final String FORM = """
            before the first
            --limit
            Content-Disposition: form-data; name="a"

            1
            --limit
            content-disposition : FORM-DATA; filename="C:\\Temp\\%22.csv" ; name=file
            Content-Type: text/csv
            X-Unknown: 1

            email
            -
            --
            --limi
            --lim--limit
            \r\r

            --limit
            Content-Disposition: form-data; name="a ; ключ"
            Content-Transfer-Encoding: 8bit

            ключ
            --limit
            Content-Disposition: form-data; name=empty


            --limit--
            after the last
            --limit
            """.replace("\n", "\r\n");

    private static List<FormPart> read(String body) throws IOException {
        return read(TYPE, stream(body));
    }

    private static List<FormPart> read(String type, InputStream body) throws IOException {
        return FormReader.read(body, type);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    /** As a connection may give it. */
    private static InputStream inChunks(String body, int size) {
        return new FilterInputStream(stream(body)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, size));
            }
        };
    }

    private static String part(String name, String content) {
        return "--limit\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + content + "\r\n";
    }

    private static String refusal(String body) {
        return refusal(TYPE, body);
    }

    private static String refusal(String type, String body) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(type, stream(body)));
        assertThat(refused.problem().status()).isEqualTo(400);
        return refused.problem().errors().get(0).detail();
    }

    private static void assertIsForm(List<FormPart> parts) {
        assertThat(parts.stream().map(FormPart::name)).containsExactly("a", "file", "a ; ключ", "empty");
        assertThat(parts.stream().map(FormPart::text))
                .containsExactly("1", "email\r\n-\r\n--\r\n--limi\r\n--lim--limit\r\n\r\r\r\n", "ключ", "");
        assertThat(parts.get(0).fileName()).isEmpty();
        assertThat(parts.get(0).contentType()).isEmpty();
        assertThat(parts.get(1).fileName()).contains("C:\\Temp\\%22.csv");
        assertThat(parts.get(1).contentType()).contains("text/csv");
        assertThat(parts.get(1).headers()).containsOnlyKeys("content-disposition", "content-type");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8192})
    void aFormIsReadHoweverItArrives(int chunk) throws Exception {
        assertIsForm(read(TYPE, inChunks(FORM, chunk)));
    }

    @Test
    void delimitersMayBeWhereReadingPauses() throws Exception {
        // The buffer has 8192 bytes, or half of that.
        for (int length = 3900; length < 8300; length++) {
            List<FormPart> parts = read(part("a", "x".repeat(length)) + part("b", "\r".repeat(length)) + "--limit--");

            assertThat(parts.stream().map(FormPart::size)).containsExactly(length, length);
        }
    }

    @Test
    void theFirstDelimiterMayBeginTheBodyOrALine() throws Exception {
        assertThat(read(part("a", "1") + "--limit--")).hasSize(1);
        assertThat(read("\r\n" + part("a", "1") + "--limit--")).hasSize(1);
    }

    @Test
    void thereMayBeOnlySoManyParts() throws Exception {
        String most = part("a", "").repeat(FormReader.MAX_PARTS);

        assertThat(read(most + "--limit--\r\n")).hasSize(FormReader.MAX_PARTS);
        assertThat(refusal(most + part("a", "") + "--limit--")).isEqualTo("has more than 500 parts");
        assertThat(refusal(most + "--limit\r\n")).isEqualTo("has more than 500 parts");
    }

    @Test
    void whatIsRefusedIsNotReadFurther() {
        InputStream body = stream(part("a", "").repeat(10 * FormReader.MAX_PARTS));

        assertThatThrownBy(() -> read(TYPE, body)).isInstanceOf(ProblemException.class);
        assertThat(body).satisfies(rest -> assertThat(rest.available())
                .isGreaterThan(part("a", "").length() * 8 * FormReader.MAX_PARTS));
    }

    @Test
    void headersAreLimitedToo() throws Exception {
        String name = "--limit\r\nContent-Disposition: form-data; name=a\r\n";
        // With the line breaks behind both.
        String most = "x: "
                + "y".repeat(FormReader.MAX_HEADERS - "Content-Disposition: form-data; name=a\r\nx: \r\n\r\n".length());
        String end = "\r\n\r\n\r\n--limit--";

        assertThat(read(name + most + end)).hasSize(1);
        assertThat(refusal(name + most + "y" + end)).contains("headers of more than 8192 bytes");
        assertThat(refusal(name + "x:\r\n".repeat(5000) + end)).contains("headers of more than 8192 bytes");
    }

    @Test
    void soIsTheWhole() throws Exception {
        String body = part("a", "x") + "--limit--";

        assertThat(read(TYPE, new LimitedStream(stream(body), body.length()))).hasSize(1);
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> read(TYPE, new LimitedStream(stream(body), body.length() - 1)))
                        .problem()
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=\"limit\"",
                "Multipart/Form-Data;charset=utf-8;Boundary=limit",
                "multipart/form-data ; a=\"b; boundary=c\"; boundary = limit "
            })
    void theBoundaryIsFoundHoweverItIsWritten(String type) throws Exception {
        assertIsForm(read(type, stream(FORM)));
    }

    @Test
    void aBoundaryHasUpToSeventyCharacters() throws Exception {
        String longest = "'()+_,-./:=? ".repeat(5) + "12345";

        assertThat(read(
                        "multipart/form-data; boundary=\"" + longest + "\"",
                        stream(part("a", "1").replace("limit", longest) + "--" + longest + "--")))
                .hasSize(1);
        Stream.of("", "; boundary", "; boundary=", "; boundary=\"limit", "; boundary=\"limit \"", "; boundary=\"a\tb\"")
                .forEach(parameter -> assertThat(refusal("multipart/form-data" + parameter, FORM))
                        .startsWith("needs a boundary of 1 to 70 characters"));
        assertThat(refusal("multipart/form-data; boundary=" + "x".repeat(71), FORM))
                .startsWith("needs a boundary of 1 to 70 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "--limit",
                "--limit--",
                "--limit-",
                "--limit\r",
                "--limitless\r\n\r\n\r\n--limit--",
                "--limit\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--limit\r\n",
                "--limit\r\nContent-Disposition: form-data; name=a\r\n\r\n1",
                "--limit\r\nContent-Disposition: form-data; name=a\r\n--limit--",
                "--limit\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n1\r\n--limit--",
                "--limit\r\nContent-Disposition: form-data; name=a\nContent-Type: a/b\r\n\r\n1\r\n--limit--",
                "--limit\r\nContent-Disposition: form-data; name=a\rContent-Type: a/b\r\n\r\n1\r\n--limit--",
                "--limit\r\nnone\r\n\r\n1\r\n--limit--",
                "--limit\nContent-Disposition: form-data; name=a\n\n1\n--limit--\n"
            })
    void whatIsNoFormIsRefused(String body) {
        assertThat(refusal(body)).isEqualTo("cannot be read as a form");
    }

    @Test
    void soIsAPartThatCannotBeUnderstood() {
        assertThat(refusal("--limit\r\nX: 1\r\n\r\n1\r\n--limit--")).isEqualTo("has a part without a name");
        assertThat(refusal(part("a\r\nContent-Transfer-Encoding: base64", "MQ==") + "--limit--"))
                .contains("Content-Transfer-Encoding");
        assertThat(refusal(part("\"=?UTF-8?B?AAAAA?=\"", "1") + "--limit--"))
                .isEqualTo("has a header that cannot be read");
        assertThat(refusal("multipart/form-data; x=\"=?UTF-8?B?AAAAA?=\"; boundary=limit", FORM))
                .isEqualTo("has a header that cannot be read");
        assertThat(refusal("multipart/mixed; boundary=limit", FORM)).isEqualTo("cannot be read as a form");
    }
}
