package io.latchkey.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keytoken.KeyToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The script of docs/leaks.md, as it stands there. */
class ChecksumScriptTest {

    @Test
    void tellsAKeyFromATextThatLooksLikeOne() throws Exception {
        String key = KeyToken.generate(new SecureRandom()).value();
        String lookAlike = key.substring(0, 3) + (key.charAt(3) == 'a' ? 'b' : 'a') + key.substring(4);

        String found = run("key=" + key + "; other \"" + lookAlike + "\"\nlk_short\n");

        assertThat(found).isEqualTo(key + " key\n" + lookAlike + " no key\n");
    }

    private static String run(String input) throws IOException, InterruptedException {
        Process python = new ProcessBuilder("python3", "-c", script())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        python.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        python.getOutputStream().close();
        String found = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).isZero();
        return found;
    }

    private static String script() throws IOException {
        Matcher script = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs", "leaks.md")));
        assertThat(script.find()).isTrue();
        return script.group(1);
    }
}
