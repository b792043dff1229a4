package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on the rotation of secrets names each setting that is one. */
class SecretSettingsTest {

    private static final Path PAGE = Path.of("docs/operations/rotate-secrets.md");
    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");
    private static final Path CONFIGURATION = Path.of("docs/configuration.md");

    /** Of an address too, which may carry a password or a token. */
    private static final Set<String> WORDS = Set.of(
            "password", "passwords", "secret", "secrets", "key", "keys", "token", "credential", "credentials", "url");

    /** What is called so and is none. */
    private static final Set<String> NO_SECRETS = Set.of(
            "latchkey.base-url",
            "latchkey.cache.keys",
            // Its password has a setting of its own.
            "latchkey.db.url",
            "latchkey.guessing.keys",
            "latchkey.guessing.passwords",
            "latchkey.keys.copy",
            "latchkey.limit.key",
            "latchkey.password.rounds",
            "latchkey.token.lifetime");

    private static final Pattern DEFAULT = Pattern.compile("^(latchkey\\.[a-z.-]+)=", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| (`latchkey\\.[^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern IN_ROW = Pattern.compile("`(latchkey\\.[a-z.-]+)`");

    private static Set<String> settings() throws IOException {
        Stream<String> ofDefaults =
                DEFAULT.matcher(Files.readString(DEFAULTS)).results().map(found -> found.group(1));
        Stream<String> explained = ROW.matcher(Files.readString(CONFIGURATION))
                .results()
                .flatMap(row -> IN_ROW.matcher(row.group(1)).results())
                .map(found -> found.group(1));
        return Stream.concat(ofDefaults, explained).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isCalledSo(String setting) {
        return Arrays.stream(setting.split("[.-]")).anyMatch(WORDS::contains);
    }

    private static boolean isSecret(String setting) {
        return isCalledSo(setting) && !NO_SECRETS.contains(setting);
    }

    /** By its name, or that of its environment variable, and not as a part of another. */
    private static boolean names(String page, String setting) {
        String variable = setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        return Pattern.compile("(?<![\\w.-])(?:" + Pattern.quote(setting) + "|" + variable + ")(?![\\w-])")
                .matcher(page)
                .find();
    }

    @Test
    void thePageNamesEachSettingThatIsASecret() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> secrets =
                settings().stream().filter(SecretSettingsTest::isSecret).collect(Collectors.toCollection(TreeSet::new));

        assertThat(secrets).contains("latchkey.db.password", "latchkey.limit.redis-url", "latchkey.sms.webhook-url");
        assertThat(secrets).allMatch(setting -> names(page, setting));
    }

    @Test
    void whatIsCalledSoAndIsNoneIsASetting() throws IOException {
        assertThat(settings()).containsAll(NO_SECRETS);
        assertThat(NO_SECRETS).allMatch(SecretSettingsTest::isCalledSo);
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.push.api-key, `latchkey.push.api-key` is it, true",
        "latchkey.push.api-key, with LATCHKEY_PUSH_API_KEY=NEW, true",
        "latchkey.push.api-key, `latchkey.push.api-keys`, false",
        "latchkey.push.api-key, LATCHKEY_PUSH_API_KEY_FILE, false",
        "latchkey.push.url, `latchkey.push.user`, false",
    })
    void oneThatIsNotNamedIsFound(String setting, String page, boolean named) {
        assertThat(isSecret(setting)).isTrue();
        assertThat(names(page, setting)).isEqualTo(named);
    }
}
