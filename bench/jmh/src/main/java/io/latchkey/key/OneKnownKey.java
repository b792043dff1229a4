package io.latchkey.key;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.right.AccessRight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A node that remembers one key, of which the database is never asked again. In the package of what it builds. */
public final class OneKnownKey {

    private final PresentedKeys keys;

    /** Remembers the key. */
    public OneKnownKey(KeyToken token, KeyDigester digester, InactivityPolicy inactivity, Clock clock) {
        Instant now = clock.instant();
        PresentedKey key = new PresentedKey(
                new ApiKeyPrincipal(1, 1, 1, 1),
                Optional.empty(),
                PresentedRight.of(AccessRight.EVENTS),
                new KeyStanding(KeyStatus.ENABLED, Optional.empty(), now, Optional.empty()),
                AllowedNetworks.stored(Optional.empty()),
                Optional.empty(),
                KeyLabels.stored(Optional.empty()));
        KeyCacheValidity validity = new KeyCacheValidity();
        validity.trustFromNow(System.nanoTime() + Duration.ofDays(1).toNanos());
        keys = new PresentedKeys(new OneSecret(key), digester, validity, inactivity, clock, 10);
        keys.find(token).orElseThrow();
    }

    /** Where it is found. */
    public PresentedKeys keys() {
        return keys;
    }

    private static final class OneSecret extends SecretLookup {

        private final PresentedKey key;

        OneSecret(PresentedKey key) {
            super(null);
            this.key = key;
        }

        @Override
        Optional<PresentedKey> find(byte[] digest) {
            return Optional.of(key);
        }
    }
}
