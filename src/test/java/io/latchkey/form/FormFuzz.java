package io.latchkey.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.latchkey.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent as a form is parts of it, or is refused. */
class FormFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "",
                        "--b--",
                        "--b\r\n\r\n\r\n--b--",
                        "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=b\r\n\r\n1\r\r\n-\r\n--b--\r\n",
                        "--b\r\nContent-Disposition: form-data; name=\"=?UTF-8?B?YQ=?=\"\r\n\r\n\r\n--b--",
                        "\r\n--b \t\r\ncontent-disposition:x;name=\"\\\"\\\r\nX: 1\r\n\r\n\r\n--b\r\n\r\n--b-")
                .map(body -> body.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "3s")
    void isPartsOrIsRefused(byte @NotNull [] body) throws IOException {
        List<FormPart> parts;
        try {
            parts = FormReader.read(new ByteArrayInputStream(body), "multipart/form-data; boundary=b");
        } catch (ProblemException refused) {
            assertThat(refused.problem().status()).isEqualTo(400);
            return;
        }
        assertThat(parts).hasSizeLessThanOrEqualTo(FormReader.MAX_PARTS);
        String whole = new String(body, StandardCharsets.ISO_8859_1);
        int from = 0;
        for (FormPart part : parts) {
            String content = new String(part.content(), StandardCharsets.ISO_8859_1);
            assertThat(content).doesNotContain("\r\n--b");
            from = whole.indexOf("\r\n\r\n" + content + "\r\n--b", from);
            assertThat(from)
                    .as("the content as it was sent, after the one before")
                    .isNotNegative();
            from += content.length();
        }
    }
}
