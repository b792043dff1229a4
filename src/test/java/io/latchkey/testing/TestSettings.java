package io.latchkey.testing;

import java.util.HashMap;
import java.util.Map;

/** The product's settings with which tests start it, as environment variables. */
final class TestSettings {

    private TestSettings() {}

    /** Those for this database, and what tests need otherwise than the defaults; the given ones go before. */
    static Map<String, String> with(TestDatabase database, Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(database.environment());
        settings.put("LATCHKEY_ADMIN_PASSWORD", LatchkeyServer.ADMIN_PASSWORD);
        // A password is checked with each request of a test; what it costs otherwise, the start's tests pay.
        settings.put("LATCHKEY_PASSWORD_ROUNDS", "1024");
        // Tests make many wrong attempts, all from one address.
        settings.put("LATCHKEY_GUESSING_KEYS", "100000000/PT1S");
        settings.put("LATCHKEY_GUESSING_PASSWORDS", "10000000/PT1S");
        // Most tests that look at a use or an import wait for these.
        settings.put("LATCHKEY_USAGE_FLUSH_INTERVAL", "PT2S");
        settings.put("LATCHKEY_IMPORT_INTERVAL", "PT2S");
        settings.putAll(given);
        return settings;
    }
}
