package io.latchkey.keyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.json.Json;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.QuotaChange;
import io.latchkey.problem.ProblemException;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.rest.BodyBinder;
import io.latchkey.right.AccessRight;
import jakarta.validation.Validator;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportReaderTest {

    private static final Json JSON = new Json();

    /** There is none outside of the server; the constraints are tested there. */
    private static final Validator NO_CONSTRAINTS = (Validator) Proxy.newProxyInstance(
            Validator.class.getClassLoader(), new Class<?>[] {Validator.class}, (validator, method, value) -> Set.of());

    private final ImportReader reader = new ImportReader(new BodyBinder(JSON, NO_CONSTRAINTS), JSON);

    private ImportLines csv(String text) {
        return reader.csv(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportLines ndjson(String text) {
        return reader.ndjson(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> errors(ImportLines lines) {
        return lines.errors().stream()
                .map(error -> error.line() + " " + error.field())
                .sorted()
                .toList();
    }

    @Test
    void aRowOfCsvIsTheSameAsALineOfJson() {
        ImportLines csv = csv("""
                \uFEFFkey,description,accessRight,customRight,externalId,label.team,label.x.y,expiresAt,allowedAddresses,\
                rateLimit,quota.requests,quota.period,status
                0123456789abcdef,"Shop, Kyiv",CUSTOM,read,c-1,crm,z,2030-01-01T00:00:00Z,192.0.2.1 2001:db8::/32,\
                10/PT1S,500,DAY,DISABLED
                """);
        ImportLines json =
                ndjson("{\"key\":\"0123456789abcdef\",\"description\":\"Shop, Kyiv\",\"accessRight\":\"CUSTOM\","
                        + "\"customRight\":\"read\",\"rateLimit\":\"10/PT1S\",\"quota\":{\"requests\":500,\"period\":\"DAY\"},"
                        + "\"externalId\":\"c-1\",\"labels\":{\"team\":\"crm\",\"x.y\":\"z\"},\"expiresAt\":\"2030-01-01T00:00:00Z\","
                        + "\"allowedAddresses\":[\"192.0.2.1\",\"2001:db8::/32\"],\"status\":\"DISABLED\"}");

        assertThat(csv.errors()).isEmpty();
        assertThat(csv.keys()).containsOnlyKeys(2);
        assertThat(csv.keys().get(2))
                .isEqualTo(json.keys().get(1))
                .isEqualTo(new ImportedKey(
                        "Shop, Kyiv",
                        AccessRight.CUSTOM,
                        "read",
                        "0123456789abcdef",
                        null,
                        "c-1",
                        Map.of("team", Optional.of("crm"), "x.y", Optional.of("z")),
                        Instant.parse("2030-01-01T00:00:00Z"),
                        List.of("192.0.2.1", "2001:db8::/32"),
                        "10/PT1S",
                        new QuotaChange(Optional.of(500L), Optional.of(QuotaPeriod.DAY)),
                        KeyStatus.DISABLED));
    }

    @Test
    void whatIsLeftOutSaysNothing() {
        ImportLines lines =
                csv("description;accessRight;sha256;label.team;status\r\na;FULL;" + "ab".repeat(32) + ";;\r\n");

        assertThat(lines.errors()).isEmpty();
        assertThat(lines.keys().get(2))
                .isEqualTo(new ImportedKey(
                        "a", AccessRight.FULL, null, null, "ab".repeat(32), null, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void errorsHaveTheNumbersOfTheirLines(String end) {
        ImportLines lines = csv(String.join(
                end,
                "description,accessRight,key",
                "a,FULL,0123456789abcdef",
                "a,NONE,0123456789abcdef",
                "",
                "",
                "\"a",
                "b\",FULL,0123456789abcdef",
                "a,FULL,0123456789abcdef,more",
                "a,NONE,0123456789abcdef"));

        assertThat(errors(lines)).containsExactly("3 accessRight", "8 ", "9 accessRight");
        assertThat(lines.keys()).containsOnlyKeys(2, 6);
    }

    @Test
    void errorsOfJsonToo() {
        ImportLines lines = ndjson("""
                {"description":"a","accessRight":"FULL","key":"0123456789abcdef"}

                {"description":"a","accessRight":"FULL","key":17}
                nonsense
                []
                {"description":"a","accessRight":"FULL","key":"0123456789abcdef","scope":"x"}
                """);

        assertThat(errors(lines)).containsExactly("3 key", "4 ", "5 ", "6 scope");
        assertThat(lines.errors().toString()).doesNotContain("0123456789");
    }

    @Test
    void rowsThatCannotBeReadCountToo() {
        assertThat(csv("description\n" + ",\n".repeat(ImportLines.MAX)).errors())
                .hasSize(ImportLines.MAX);
        assertThatThrownBy(() -> csv("description\n" + ",\n".repeat(ImportLines.MAX + 1)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> csv("description\n" + "a\n".repeat(ImportLines.MAX) + ",\n"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aRowOrAValueIsNotTakenApartWithoutLimit() {
        assertThatThrownBy(() -> csv("description\n" + ",".repeat(100_000))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> csv("label.a,".repeat(100_000) + "\n")).isInstanceOf(ProblemException.class);

        ImportLines lines = csv("description,accessRight,allowedAddresses\na,FULL," + "b ".repeat(100_000));
        assertThat(lines.keys().get(2).allowedAddresses()).hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void blankLinesAreCountedAndNotKeys() {
        assertThat(errors(ndjson("\n".repeat(100_000) + "nonsense"))).containsExactly("100001 ");
        assertThat(errors(ndjson("nonsense\n\n"))).containsExactly("1 ");
        assertThat(ndjson("").keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key,what\na,b", "key,key\na,b", "key\n\"a", "key\n\"a\"b\n"})
    void filesThatAreNoSuchCsv(String text) {
        assertThatThrownBy(() -> csv(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void noMoreThanTenThousandAndInUtf8() {
        String line = "{\"description\":\"a\",\"accessRight\":\"FULL\",\"key\":\"0123456789abcdef\"}\n";

        assertThat(ndjson(line.repeat(ImportLines.MAX)).keys()).hasSize(ImportLines.MAX);
        assertThatThrownBy(() -> ndjson(line.repeat(ImportLines.MAX + 1))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> reader.ndjson(new byte[] {(byte) 0xC3, 0x28})).isInstanceOf(ProblemException.class);
    }
}
