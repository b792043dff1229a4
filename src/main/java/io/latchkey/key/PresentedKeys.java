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
 * Finds what callers present as keys: in memory, as long as {@link KeyChanges} vouches for it, else in the database. What is
 * found and what is not are kept apart, so that guesses put no key out.
 */
@Singleton
public class PresentedKeys {

    /** Where all trust in memory ends, were a fault of ours to keep it. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MAX_MISSING = 10_000;
    private static final Duration MISSING_FOR = Duration.ofSeconds(10);

    private final KeySecrets secrets;
    private final KeyDigester digester;
    private final KeyChanges changes;
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

    /** Takes {@code latchkey.cache.keys}: how many keys are kept, of about a kilobyte each; 0 keeps none. */
    @Inject
    PresentedKeys(
            KeySecrets secrets,
            KeyDigester digester,
            KeyChanges changes,
            InactivityPolicy inactivity,
            Clock clock,
            @ConfigProperty(name = "latchkey.cache.keys") int size) {
        this.secrets = secrets;
        this.digester = digester;
        this.changes = changes;
        this.inactivity = inactivity;
        this.clock = clock;
        this.byDigest = cache(size);
        this.bySecret = cache(size);
    }

    private static <T> Cache<T, Read> cache(int size) {
        return Caffeine.newBuilder().maximumSize(size).expireAfterWrite(LONGEST).build();
    }

    /** What was presented, with its key, if that is known without asking the database; none says nothing. */
    public Optional<PresentedKey> recall(KeyToken presented) {
        return presented.isPlausible() ? recall(byDigest, digest(presented)) : Optional.empty();
    }

    /** What was presented, with its key, whatever their state and organisation: the way of a request into the API. */
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
        long readAt = changes.now();
        Optional<PresentedKey> found = read(byDigest, digest, readAt, () -> secrets.find(digest.array()));
        if (found.isEmpty()) {
            missing.put(digest, readAt);
        }
        return found;
    }

    /** The secret that a token stands for, with its key, whatever their state: the other way into the API. */
    public Optional<PresentedKey> findSecret(long id) {
        return recall(bySecret, id).or(() -> read(bySecret, id, changes.now(), () -> secrets.find(id)));
    }

    /** How often the memory had the answer. */
    public long hits() {
        return hits.sum();
    }

    /** How often the database was asked. */
    public long misses() {
        return misses.sum();
    }

    /** About how many keys are remembered, by the one way and the other. */
    public long size() {
        return byDigest.estimatedSize() + bySecret.estimatedSize();
    }

    private ByteBuffer digest(KeyToken presented) {
        return ByteBuffer.wrap(digester.digest(presented));
    }

    private boolean isMissing(ByteBuffer digest) {
        Long readAt = missing.getIfPresent(digest);
        return readAt != null && changes.isStillMissing(readAt);
    }

    private <T> Optional<PresentedKey> recall(Cache<T, Read> cache, T place) {
        Read read = cache.getIfPresent(place);
        if (read == null) {
            return Optional.empty();
        }
        PresentedKey key = read.key();
        // A use that is written down is no change: what was read before it may seem to be idle.
        if (!changes.isUnchanged(key.keyId(), key.customRightId(), read.at())
                || key.seemsIdle(inactivity, clock.instant())) {
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(key);
    }

    private <T> Optional<PresentedKey> read(
            Cache<T, Read> cache, T place, long readAt, Supplier<Optional<KeySecret>> database) {
        misses.increment();
        Optional<PresentedKey> found = database.get().map(PresentedKey::new);
        found.ifPresent(key -> cache.put(place, new Read(key, readAt)));
        return found;
    }

    /**
     * What the database said.
     *
     * @param at the number of {@link KeyChanges} before it was asked
     */
    private record Read(PresentedKey key, long at) {}
}
