package io.latchkey.secret;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The master keys by version: the highest seals, the others only open what was sealed under them. */
public final class MasterKeys {

    /** The highest permitted version. */
    public static final int MAX_VERSION = 9999;

    private final SortedMap<Integer, SecretKey> keys = new TreeMap<>();

    /**
     * Creates the keys from their bytes by version.
     *
     * @throws IllegalArgumentException if there is none, one does not have {@link Secrets#BYTES} bytes, two
     *     are the same or a version is not 1 to {@link #MAX_VERSION}
     */
    public MasterKeys(Map<Integer, byte[]> byVersion) {
        if (byVersion.isEmpty()) {
            throw new IllegalArgumentException("There must be a master key");
        }
        byVersion.forEach((version, bytes) -> {
            if (version < 1 || version > MAX_VERSION) {
                throw new IllegalArgumentException("A master key's version must be 1 to " + MAX_VERSION);
            }
            if (bytes.length != Secrets.BYTES) {
                throw new IllegalArgumentException("A secret must have " + Secrets.BYTES + " bytes");
            }
            if (isOneOf(bytes)) {
                throw new IllegalArgumentException("Two versions of the master key must differ");
            }
            keys.put(version, new SecretKeySpec(bytes, "AES"));
        });
    }

    /** Returns the version that seals. */
    public int current() {
        return keys.lastKey();
    }

    /** Returns the key of the given version. */
    public Optional<SecretKey> find(int version) {
        return Optional.ofNullable(keys.get(version));
    }

    /** Returns the versions, the current one first. */
    public List<Integer> versions() {
        return keys.keySet().stream().sorted(Comparator.reverseOrder()).toList();
    }

    boolean isOneOf(byte[] bytes) {
        return keys.values().stream().anyMatch(key -> {
            byte[] copy = key.getEncoded();
            try {
                return MessageDigest.isEqual(copy, bytes);
            } finally {
                Arrays.fill(copy, (byte) 0);
            }
        });
    }

    /** Reveals nothing of the keys. */
    @Override
    public String toString() {
        return "MasterKeys" + versions();
    }
}
