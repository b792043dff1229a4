package io.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsSourceTest {

    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TWO = Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private static final String THREE = Base64.getEncoder()
            .encodeToString("another-456789abcdef0123456789ab".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void developmentStart() {
        settings.put("latchkey.profile", "development");
        settings.put("latchkey.data.directory", folder.resolve("data").toString());
    }

    private Secrets secrets() {
        return new SecretsSource(new MapConfig(settings)).secrets();
    }

    @Test
    void aDevelopmentStartMakesThemForTheOwnerAloneAndKeepsThem() throws Exception {
        Secrets made = secrets();
        Path file = folder.resolve("data/secrets.properties");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(secrets().digestKey()).isEqualTo(made.digestKey());
        assertThat(secrets().masterKeys().find(1)).isEqualTo(made.masterKeys().find(1));
        assertThat(made.digestKey().getEncoded())
                .isNotEqualTo(made.masterKeys().find(1).orElseThrow().getEncoded());
    }

    @Test
    void productionWithoutSecretsSaysWhichAndHow() {
        settings.put("latchkey.profile", "production");

        assertThatThrownBy(this::secrets)
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("latchkey.secret.digest-key")
                .hasMessageContaining("latchkey.secret.master-key")
                .hasMessageContaining("openssl rand -base64 32");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void oneOfTwoIsNotEnough() {
        settings.put(SecretsSource.DIGEST_KEY, ONE);

        assertThatThrownBy(this::secrets).hasMessageContaining("without latchkey.secret.master-key");
    }

    @Test
    void theConfigurationWins() {
        settings.put("latchkey.profile", "production");
        settings.put(SecretsSource.DIGEST_KEY, ONE);
        settings.put(SecretsSource.MASTER_KEY, TWO);

        assertThat(secrets().digestKey().getEncoded()).isEqualTo(new byte[32]);
    }

    @Test
    void aWrongSecretIsNotRepeated() {
        settings.put(SecretsSource.DIGEST_KEY, "c2hvcnQ=");
        settings.put(SecretsSource.MASTER_KEY, TWO);
        assertThatThrownBy(this::secrets).hasMessageContaining("32 bytes").hasMessageNotContaining("c2hvcnQ=");

        settings.put(SecretsSource.DIGEST_KEY, TWO);
        assertThatThrownBy(this::secrets).hasMessageContaining("must differ").hasMessageNotContaining(TWO);
    }

    @Test
    void aMisspeltProfileDoesNotStart() {
        settings.put("latchkey.profile", "Production");
        assertThatThrownBy(this::secrets).hasMessageContaining("latchkey.profile");

        settings.put(SecretsSource.DIGEST_KEY, ONE);
        settings.put(SecretsSource.MASTER_KEY, TWO);
        assertThatThrownBy(this::secrets).hasMessageContaining("latchkey.profile");
    }

    @Test
    void severalMasterKeysHaveVersions() {
        settings.put(SecretsSource.DIGEST_KEY, ONE);
        settings.put(SecretsSource.MASTER_KEYS, " 12:" + THREE + ", 1 : " + TWO);

        MasterKeys keys = secrets().masterKeys();

        assertThat(keys.current()).isEqualTo(12);
        assertThat(keys.versions()).containsExactly(12, 1);
        assertThat(keys.find(1).orElseThrow().getEncoded())
                .isEqualTo(Base64.getDecoder().decode(TWO));
        assertThat(keys.find(2)).isEmpty();
        assertThat(keys.toString()).doesNotContain(TWO).contains("12");
    }

    @Test
    void aDevelopmentStartReadsThemFromItsFile() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data/secrets.properties"),
                "latchkey.secret.digest-key=" + ONE + "\nlatchkey.secret.master-keys=2:" + THREE + ",1:" + TWO + "\n");

        assertThat(secrets().masterKeys().versions()).containsExactly(2, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2:",
                "x",
                ",",
                "1:{2},",
                "0:{2}",
                "-1:{2}",
                "10000:{2}",
                "1:{2},1:{3}",
                "1:{2},2:{2}",
                "1:{1}",
                "2:{3},1:c2hvcnQ=",
                "1;{2}"
            })
    void listsThatAreNoMasterKeys(String list) {
        settings.put(SecretsSource.DIGEST_KEY, ONE);
        settings.put(
                SecretsSource.MASTER_KEYS,
                list.replace("{1}", ONE).replace("{2}", TWO).replace("{3}", THREE));

        assertThatThrownBy(this::secrets)
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("latchkey.secret.master-keys")
                .hasMessageNotContaining(TWO);
    }

    @Test
    void oneMasterKeyAndSeveralAreTooMany() {
        settings.put(SecretsSource.DIGEST_KEY, ONE);
        settings.put(SecretsSource.MASTER_KEY, TWO);
        settings.put(SecretsSource.MASTER_KEYS, "1:" + TWO);

        assertThatThrownBy(this::secrets)
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("not both")
                .hasMessageNotContaining(TWO);
    }
}
