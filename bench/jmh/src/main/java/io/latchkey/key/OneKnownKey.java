package io.latchkey.key;

import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Organisation;
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
        AccountUser user = new AccountUser(new Organisation("Bench", now), "bench", "hash", AccountRole.OWNER, now);
        ApiKey key = new ApiKey(user, 1, "Bench", AccessRight.EVENTS, now);
        KeyCacheValidity validity = new KeyCacheValidity();
        validity.trustFromNow(System.nanoTime() + Duration.ofDays(1).toNanos());
        keys = new PresentedKeys(new OneSecret(key, now), digester, validity, inactivity, clock, 10);
        keys.find(token).orElseThrow();
    }

    /** Where it is found. */
    public PresentedKeys keys() {
        return keys;
    }

    private static final class OneSecret extends SecretLookup {

        private final ApiKey key;
        private final Instant createdAt;

        OneSecret(ApiKey key, Instant createdAt) {
            super(null);
            this.key = key;
            this.createdAt = createdAt;
        }

        @Override
        Optional<PresentedKey> find(byte[] digest) {
            return Optional.of(new PresentedKey(new KeySecret(key, digest, createdAt)));
        }
    }
}
