package io.latchkey.key;

import io.latchkey.keytoken.KeyDigester;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Organisation;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.TestSecrets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A key in a database that has no other one, for tests of what decides about presented keys. */
public final class OneKey {

    /** The id of its only secret. */
    public static final long SECRET = 0;

    private final Instant madeAt;
    private final ApiKey key;
    private final PresentedKeys presented;
    private boolean deleted;
    private boolean away;
    private Optional<Instant> secretEnd = Optional.empty();

    /** Makes an enabled key with full access. */
    public OneKey(InactivityPolicy inactivity, Clock clock) {
        this.madeAt = clock.instant();
        AccountUser user = new AccountUser(new Organisation("Org", madeAt), "anna", "hash", AccountRole.OWNER, madeAt);
        this.key = new ApiKey(user, 1, "CRM", AccessRight.FULL, madeAt);
        this.presented = new PresentedKeys(
                new OneSecret(), new KeyDigester(TestSecrets.any()), new KeyCacheValidity(), inactivity, clock, 10);
    }

    /** What finds it, and asks the database each time. */
    public PresentedKeys presented() {
        return presented;
    }

    /** It as it is stored now. */
    public PresentedKey read() {
        return presented.findSecret(SECRET).orElseThrow();
    }

    /** Has it stored that the key was used, or enabled, at this time. */
    public void writeUse(Instant at) {
        key.enable(at);
    }

    /** Disables it. */
    public void disable() {
        key.disable();
    }

    /** Disables it as one that was found in public. */
    public void leak() {
        key.disableAsLeaked(madeAt);
    }

    /** Gives it another right. */
    public void giveRight(AccessRight right) {
        key.setRight(right);
    }

    /** Lets it be used only from this address. */
    public void allowOnly(String address) {
        key.setAllowedNetworks(AllowedNetworks.of(List.of(address)));
    }

    /** Gives it a date. */
    public void expireAt(Instant end) {
        key.setExpiry(Optional.of(end), madeAt);
    }

    /** Ends its secret at this time, as a rotation does. */
    public void endSecret(Instant at) {
        secretEnd = Optional.of(at);
    }

    /** Deletes it. */
    public void delete() {
        deleted = true;
    }

    /** From now on the database fails. */
    public void goAway() {
        away = true;
    }

    private final class OneSecret extends SecretLookup {

        OneSecret() {
            super(null);
        }

        @Override
        Optional<PresentedKey> find(byte[] digest) {
            return find(SECRET);
        }

        @Override
        Optional<PresentedKey> find(long id) {
            if (away) {
                throw new IllegalStateException("away");
            }
            return deleted ? Optional.empty() : Optional.of(ReadKey.of(new Secret()));
        }
    }

    /** Its end is written by a statement, not by an entity. */
    private final class Secret extends KeySecret {

        Secret() {
            super(key, new byte[32], madeAt);
        }

        @Override
        public Optional<Instant> validUntil() {
            return secretEnd;
        }
    }
}
