package io.latchkey.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds presented keys in a cache while {@link KeyCacheValidity} vouches for the entry, and in the database
 * otherwise. Hits and failed lookups are cached separately, so that guessing cannot evict keys.
 */
@Singleton
public class PresentedKeys {

    /** Upper bound for any entry, in case a bug prevents its invalidation. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MAX_MISSING = 10_000;
    private static final Duration MISSING_FOR = Duration.ofSeconds(10);

    private final SecretLookup secrets;
    private final KeyDigester digester;
    private final KeyCacheValidity validity;
    private final InactivityPolicy inactivity;
    private final Clock clock;
    private final Cache<ByteBuffer, Read> byDigest;
    private final Cache<Long, Read> bySecret;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final Cache<ByteBuffer, Long> missing = Caffeine.newBuilder()
            .maximumSize(MAX_MISSING)
            .expireAfterWrite(MISSING_FOR)
            .build();

    /**
     * Reads {@code latchkey.cache.keys}: the number of keys to cache, of about a kilobyte each; fewer if they
     * have many networks and labels. 0 disables the cache.
     */
    @Inject
    PresentedKeys(
            SecretLookup secrets,
            KeyDigester digester,
            KeyCacheValidity validity,
            InactivityPolicy inactivity,
            Clock clock,
            @ConfigProperty(name = "latchkey.cache.keys") int size) {
        this.secrets = secrets;
        this.digester = digester;
        this.validity = validity;
        this.inactivity = inactivity;
        this.clock = clock;
        this.byDigest = cache(size);
        this.bySecret = cache(size);
    }

    private static <T> Cache<T, Read> cache(int size) {
        return Caffeine.newBuilder()
                .maximumWeight(size)
                .weigher((T place, Read read) -> read.key().kilobytes())
                .expireAfterWrite(LONGEST)
                .build();
    }

    /**
     * Returns the presented secret and its key if cached. An empty result does not mean that the key is
     * unknown.
     */
    public Optional<PresentedKey> recall(KeyToken presented) {
        return presented.isPlausible() ? recall(byDigest, digest(presented)) : Optional.empty();
    }

    /** Returns the presented secret and its key, whatever their state and organisation, for API requests. */
    public Optional<PresentedKey> find(KeyToken presented) {
        if (!presented.isPlausible()) {
            return Optional.empty();
        }
        ByteBuffer digest = digest(presented);
        Optional<PresentedKey> known = recall(byDigest, digest);
        if (known.isPresent()) {
            return known;
        }
        if (isMissing(digest)) {
            hits.increment();
            return Optional.empty();
        }
        long readAt = validity.now();
        Optional<PresentedKey> found = read(byDigest, digest, readAt, () -> secrets.find(digest.array()));
        if (found.isEmpty()) {
            missing.put(digest, readAt);
        }
        return found;
    }

    /**
     * Returns the secret behind an access token and its key, whatever their state. Also used for API
     * requests.
     */
    public Optional<PresentedKey> findSecret(long id) {
        return recall(bySecret, id).or(() -> read(bySecret, id, validity.now(), () -> secrets.find(id)));
    }

    /** Returns the number of lookups answered from the cache. */
    public long hits() {
        return hits.sum();
    }

    /** Returns the number of lookups that queried the database. */
    public long misses() {
        return misses.sum();
    }

    /** Returns the approximate number of entries in both caches, by digest and by secret. */
    public long size() {
        return byDigest.estimatedSize() + bySecret.estimatedSize();
    }

    private ByteBuffer digest(KeyToken presented) {
        return ByteBuffer.wrap(digester.digest(presented));
    }

    private boolean isMissing(ByteBuffer digest) {
        Long readAt = missing.getIfPresent(digest);
        return readAt != null && validity.isStillMissing(readAt);
    }

    private <T> Optional<PresentedKey> recall(Cache<T, Read> cache, T place) {
        Read read = cache.getIfPresent(place);
        if (read == null) {
            return Optional.empty();
        }
        PresentedKey key = read.key();
        // Writing a use does not count as a change, so an earlier snapshot may merely seem idle.
        if (!validity.isUnchanged(key.keyId(), key.customRightId(), read.at())
                || key.seemsIdle(inactivity, clock.instant())) {
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(key);
    }

    private <T> Optional<PresentedKey> read(
            Cache<T, Read> cache, T place, long readAt, Supplier<Optional<PresentedKey>> database) {
        misses.increment();
        Optional<PresentedKey> found = database.get();
        found.ifPresent(key -> cache.put(place, new Read(key, readAt)));
        return found;
    }

    /**
     * A result of a database query.
     *
     * @param at the sequence number of {@link KeyCacheValidity} before the query
     */
    private record Read(PresentedKey key, long at) {}
}
