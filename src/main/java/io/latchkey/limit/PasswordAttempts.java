package io.latchkey.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.quota.RateLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts wrong passwords per user name and client network, so that nobody is locked out by attempts from
 * elsewhere. Across all names, a network may make ten times as many attempts as for a single one.
 */
@Singleton
public class PasswordAttempts {

    private static final int NAMES = 10;
    private static final int MAX_GATES = 100_000;

    /** Each waiter blocks a server thread. */
    private static final int MAX_WAITING = 64;

    /** No user has a longer name; two longer names with the same prefix may share a gate. */
    private static final int MAX_NAME = 255;

    private final Optional<RateLimit> limit;
    private final Clock clock;
    private final Semaphore waiters = new Semaphore(MAX_WAITING);
    private final Cache<Place, PasswordGate> gates;

    /**
     * Reads {@code latchkey.guessing.passwords}.
     *
     * @throws IllegalArgumentException if it is not of the form {@code 10/PT10M}
     */
    @Inject
    public PasswordAttempts(
            @ConfigProperty(name = "latchkey.guessing.passwords") Optional<String> limit, @Steady Clock clock) {
        this.limit = RateLimit.setting("latchkey.guessing.passwords", limit);
        this.clock = clock;
        Caffeine<Object, Object> bounded = Caffeine.newBuilder().maximumSize(MAX_GATES);
        // The longest wait plus the time after which failures are forgotten.
        this.limit.map(allowed -> allowed.period().multipliedBy(2)).ifPresent(bounded::expireAfterAccess);
        this.gates = bounded.build();
    }

    /**
     * Returns the result of the check, if it is permitted; an empty result counts as a wrong password.
     *
     * @throws TooManyAttempts if no check is permitted now
     * @throws io.latchkey.password.TooManyPasswords if too many callers are waiting for permission
     */
    public <T> Optional<T> check(String network, String userName, Supplier<Optional<T>> check) {
        if (limit.isEmpty()) {
            return check.get();
        }
        String name = userName.substring(0, Math.min(userName.length(), MAX_NAME));
        RateLimit ofName = limit.get();
        // More than one per nanosecond cannot be counted.
        long all = Math.min(ofName.requests() * NAMES, ofName.period().toNanos());
        RateLimit ofAllNames = new RateLimit(all, ofName.period());
        return through(
                gate(new Place(network, Optional.of(name)), ofName),
                () -> through(gate(new Place(network, Optional.empty()), ofAllNames), check));
    }

    private PasswordGate gate(Place place, RateLimit allowed) {
        return gates.get(place, unseen -> new PasswordGate(allowed, clock, waiters));
    }

    private static <T> Optional<T> through(PasswordGate gate, Supplier<Optional<T>> check) {
        gate.enter();
        boolean wrong = false;
        try {
            Optional<T> found = check.get();
            wrong = found.isEmpty();
            return found;
        } finally {
            gate.leave(wrong);
        }
    }

    /** A network with one user name, or with all of them. */
    private record Place(String network, Optional<String> userName) {}
}
