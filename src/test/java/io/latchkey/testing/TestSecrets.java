package io.latchkey.testing;

import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The digest key and the master keys of unit tests. Each is one number, repeated: two numbers are two different keys. */
public final class TestSecrets {

    /** The key that a test does not name. No test may name it. */
    private static final int OTHER = 0;

    private TestSecrets() {}

    /** A digest key or a master key, of as many bytes as it must have, each of which is the number. */
    public static byte[] key(int number) {
        byte[] key = new byte[Secrets.BYTES];
        Arrays.fill(key, (byte) number);
        return key;
    }

    /** Secrets for a test in which nothing depends on which they are. */
    public static Secrets any() {
        return withDigestKey(1);
    }

    /** Secrets with this digest key, and a master key that does not matter. */
    public static Secrets withDigestKey(int number) {
        return new Secrets(key(number), new MasterKeys(Map.of(1, key(OTHER))));
    }

    /** Secrets with this master key as version 1, and a digest key that does not matter. */
    public static Secrets withMasterKey(int number) {
        return withMasterKeys(Map.of(1, key(number)));
    }

    /** Secrets with these versions of the master key, each with its version as its number. */
    public static Secrets withMasterKeyVersions(int... versions) {
        Map<Integer, byte[]> keys = new TreeMap<>();
        for (int version : versions) {
            keys.put(version, key(version));
        }
        return withMasterKeys(keys);
    }

    /** Secrets with these master keys by their version, and a digest key that does not matter. */
    public static Secrets withMasterKeys(Map<Integer, byte[]> byVersion) {
        return new Secrets(key(OTHER), new MasterKeys(byVersion));
    }
}
