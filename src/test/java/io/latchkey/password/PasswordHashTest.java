package io.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");

    @Test
    void inProductionNoPasswordIsHashedWithFewerRoundsThanIsSafe() {
        assertThatThrownBy(() -> new PasswordHash(new RecordedHashing(), 209_999, "production"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.password.rounds must be at least 210000");
        assertThatThrownBy(() -> new PasswordHash(new RecordedHashing(), 1023, "development"))
                .isInstanceOf(IllegalArgumentException.class);
        RecordedHashing algorithm = new RecordedHashing();
        new PasswordHash(algorithm, 210_000, "production");
        assertThat(algorithm.parameters()).containsEntry("Pbkdf2PasswordHash.Iterations", "210000");
    }

    @Test
    void passwordsAreHashedByHmacSha512AsManyTimesAsIsSafeUnlessSomebodyDecidesOtherwise() throws IOException {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(DEFAULTS)) {
            shipped.load(file);
        }
        int rounds = Integer.parseInt(shipped.getProperty("latchkey.password.rounds"));
        RecordedHashing algorithm = new RecordedHashing();
        new PasswordHash(algorithm, rounds, "development");

        assertThat(rounds).isGreaterThanOrEqualTo(210_000);
        assertThat(algorithm.parameters())
                .containsEntry("Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512")
                .containsEntry("Pbkdf2PasswordHash.Iterations", Integer.toString(rounds))
                .containsEntry("Pbkdf2PasswordHash.SaltSizeBytes", "32")
                .containsEntry("Pbkdf2PasswordHash.KeySizeBytes", "32");
    }

    /** The answer for a name that nobody has must take as long as one for a wrong password: the same work on the same form. */
    @Test
    void nobodysHashHasTheFormOfEverybodysAndIsAnotherEachTime() {
        RecordedHashing algorithm = new RecordedHashing();
        PasswordHash hashes = new PasswordHash(algorithm, 210_000, "production");
        hashes.verifyNobody("whatever".toCharArray());
        hashes.verify("whatever".toCharArray(), PasswordHash.NONE);
        new PasswordHash(algorithm, 210_000, "production").verifyNobody("whatever".toCharArray());

        assertThat(algorithm.verified()).hasSize(3).allSatisfy(hash -> {
            assertThat(hash).startsWith("PBKDF2WithHmacSHA512:210000:");
            String[] parts = hash.split(":", -1);
            assertThat(parts).hasSize(4);
            assertThat(Base64.getDecoder().decode(parts[2])).hasSize(32);
            assertThat(Base64.getDecoder().decode(parts[3])).hasSize(32);
        });
        assertThat(algorithm.verified().get(0)).isEqualTo(algorithm.verified().get(1));
        assertThat(algorithm.verified().get(0))
                .isNotEqualTo(algorithm.verified().get(2));
    }

    @Test
    void aWrongPasswordTakesAsLongForAHashOfFewerRounds() {
        RecordedHashing algorithm = new RecordedHashing();
        PasswordHash hashes = new PasswordHash(algorithm, 300_000, "production");
        String old = "PBKDF2WithHmacSHA512:210000:c2FsdA==:a2V5";

        assertThat(hashes.verify("whatever".toCharArray(), old)).isFalse();

        assertThat(algorithm.verified()).hasSize(2);
        assertThat(algorithm.verified().get(0)).isEqualTo(old);
        assertThat(algorithm.verified().get(1)).startsWith("PBKDF2WithHmacSHA512:90000:");
        assertThat(hashes.isOutdated(old)).isTrue();
        assertThat(hashes.isOutdated("PBKDF2WithHmacSHA256:300000:c2FsdA==:a2V5"))
                .isTrue();
        assertThat(hashes.isOutdated("PBKDF2WithHmacSHA512:300000:c2FsdA==:a2V5"))
                .isFalse();
        assertThat(hashes.isOutdated(PasswordHash.NONE)).isFalse();

        hashes.verify("whatever".toCharArray(), "PBKDF2WithHmacSHA512:400000:c2FsdA==:a2V5");
        assertThat(algorithm.verified()).hasSize(3);
    }

    /** Two marks that Unicode orders the other way: to put many in order takes a time that grows with their square. */
    @Test
    void anOverlongPasswordIsNoPasswordAndIsNotLookedInto() {
        RecordedHashing algorithm = new RecordedHashing();
        PasswordHash hashes = new PasswordHash(algorithm, 210_000, "production");
        char[] overlong = ("a" + "\u0301\u0323".repeat(100_000)).toCharArray();
        String stored = "PBKDF2WithHmacSHA512:210000:c2FsdA==:a2V5";
        algorithm.takeAny();

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(hashes.verify(overlong, stored)).isFalse();
            hashes.verifyNobody(overlong);
        });

        assertThat(algorithm.verified()).hasSize(2).doesNotContain(stored);
        assertThat(hashes.verify("a".repeat(1024).toCharArray(), stored)).isTrue();
        assertThat(hashes.verify("a".repeat(1025).toCharArray(), stored)).isFalse();
        assertThatThrownBy(() -> hashes.generate(overlong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noMoreAreHashedAtOnceThanThereAreProcessors() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        RecordedHashing algorithm = new RecordedHashing();
        PasswordHash hashes = new PasswordHash(algorithm, 210_000, "production");
        ExecutorService threads = Executors.newFixedThreadPool(processors + 4);
        try {
            List<Callable<Boolean>> checks = new ArrayList<>();
            for (int i = 0; i < processors + 4; i++) {
                checks.add(() -> hashes.verify("whatever".toCharArray(), PasswordHash.NONE));
            }
            for (Future<Boolean> check : threads.invokeAll(checks)) {
                assertThat(check.get()).isFalse();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(algorithm.verified()).hasSize(processors + 4);
        assertThat(algorithm.mostAtOnce()).isBetween(1, processors);
    }
}
