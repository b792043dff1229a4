package io.latchkey.secret;

import io.latchkey.database.DataDirectory;
import io.latchkey.profile.Profile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Provides the {@link Secrets}: from the configuration or, in development, from a file in the data directory
 * that is generated once and accessible only to its owner.
 */
@Singleton
public class SecretsSource {

    static final String DIGEST_KEY = "latchkey.secret.digest-key";
    static final String MASTER_KEY = "latchkey.secret.master-key";
    static final String MASTER_KEYS = "latchkey.secret.master-keys";

    private static final Pattern VERSIONED = Pattern.compile("([1-9][0-9]{0,3}) *: *(\\S+)");

    private static final Logger LOG = System.getLogger(SecretsSource.class.getName());

    private final Config config;
    private final SecureRandom random;

    @Inject
    public SecretsSource(Config config) {
        this(config, new SecureRandom());
    }

    SecretsSource(Config config, SecureRandom random) {
        this.config = config;
        this.random = random;
    }

    /**
     * Returns the secrets of this installation.
     *
     * @throws SecretsException if one is missing under {@code latchkey.profile=production}, or is not 32
     *     bytes in Base64
     * @throws IllegalArgumentException if the profile is not valid
     */
    @Produces
    @Singleton
    public Secrets secrets() {
        // Read even if all secrets are configured, so that a misspelt profile prevents the start.
        Profile profile = Profile.of(config.getValue(Profile.PROPERTY, String.class));
        String digestKey = configured(DIGEST_KEY);
        String masterKey = configured(MASTER_KEY);
        String masterKeys = configured(MASTER_KEYS);
        if (digestKey.isEmpty() != (masterKey + masterKeys).isEmpty()) {
            throw missing(digestKey.isEmpty() ? DIGEST_KEY : MASTER_KEY);
        }
        if (!digestKey.isEmpty()) {
            return decode(digestKey, masterKey, masterKeys);
        }
        if (profile == Profile.PRODUCTION) {
            throw missing(DIGEST_KEY + " and " + MASTER_KEY);
        }
        Properties stored = storedOrCreated(DataDirectory.of(config));
        return decode(
                stored.getProperty(DIGEST_KEY, ""),
                stored.getProperty(MASTER_KEY, "").strip(),
                stored.getProperty(MASTER_KEYS, "").strip());
    }

    private String configured(String property) {
        return config.getOptionalValue(property, String.class).orElse("").strip();
    }

    private Properties storedOrCreated(Path directory) {
        Path file = directory.resolve("secrets.properties");
        try {
            DataDirectory.create(directory);
            if (!Files.exists(file)) {
                create(file);
            }
            Properties stored = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                stored.load(reader);
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException("The secrets cannot be stored in " + file, e);
        }
    }

    private void create(Path file) throws IOException {
        Properties created = new Properties();
        created.setProperty(DIGEST_KEY, randomSecret());
        created.setProperty(MASTER_KEY, randomSecret());
        // Written to a temporary file and moved, so that a process killed here leaves no incomplete file,
        // which would make every later start fail.
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel channel = FileChannel.open(
                        aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly());
                Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            created.store(
                    writer, "Without these secrets the API keys of this database are lost. Keep them with its backup.");
            writer.flush();
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.log(Level.INFO, "Generated the secrets of this development installation in {0}", file);
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    private String randomSecret() {
        byte[] bytes = new byte[Secrets.BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Secrets decode(String digestKey, String masterKey, String masterKeys) {
        byte[] digest = bytes(DIGEST_KEY, digestKey);
        Map<Integer, byte[]> master = masterKeys(masterKey, masterKeys);
        try {
            return new Secrets(digest, new MasterKeys(master));
        } catch (IllegalArgumentException e) {
            throw new SecretsException(
                    DIGEST_KEY + " and " + (masterKeys.isEmpty() ? MASTER_KEY : MASTER_KEYS) + ": " + e.getMessage());
        } finally {
            Arrays.fill(digest, (byte) 0);
            master.values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private static Map<Integer, byte[]> masterKeys(String masterKey, String masterKeys) {
        if (masterKeys.isEmpty()) {
            return Map.of(1, bytes(MASTER_KEY, masterKey));
        }
        if (!masterKey.isEmpty()) {
            throw new SecretsException("Set " + MASTER_KEYS + " or " + MASTER_KEY
                    + ", not both: the value of the latter is 1:BASE64 in the former.");
        }
        Map<Integer, byte[]> byVersion = new TreeMap<>();
        for (String entry : masterKeys.split(",", -1)) {
            Matcher parts = VERSIONED.matcher(entry.strip());
            if (!parts.matches() || byVersion.containsKey(Integer.valueOf(parts.group(1)))) {
                throw new SecretsException(
                        MASTER_KEYS + " is not a list such as 2:BASE64,1:BASE64, with each version, from 1 to "
                                + MasterKeys.MAX_VERSION + ", only once. " + HOW_TO_GENERATE);
            }
            byVersion.put(Integer.valueOf(parts.group(1)), bytes(MASTER_KEYS, parts.group(2)));
        }
        return byVersion;
    }

    private static byte[] bytes(String property, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == Secrets.BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to a message that does not repeat the value.
        }
        throw new SecretsException(property + " is not " + Secrets.BYTES + " bytes in Base64. " + HOW_TO_GENERATE);
    }

    private static SecretsException missing(String which) {
        return new SecretsException("Latchkey cannot start without " + which + ". " + HOW_TO_GENERATE);
    }

    private static final String HOW_TO_GENERATE = "Generate each with 'openssl rand -base64 32' and set it as "
            + "LATCHKEY_SECRET_DIGEST_KEY and LATCHKEY_SECRET_MASTER_KEY in the server's environment "
            + "(or as the properties " + DIGEST_KEY + " and " + MASTER_KEY + "). Keep them with the database's backup: "
            + "without the digest key no API key is recognised, without the master key none can be copied.";
}
