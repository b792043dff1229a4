package io.latchkey.password;

import io.latchkey.testing.Pause;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers how it was set up and what it was asked about; the container has the real one. */
public final class RecordedHashing implements Pbkdf2PasswordHash {

    private final Map<String, String> parameters = new HashMap<>();
    private final List<String> verified = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private boolean right;

    @Override
    public void initialize(Map<String, String> given) {
        parameters.putAll(given);
    }

    @Override
    public String generate(char[] password) {
        return "hash";
    }

    @Override
    public boolean verify(char[] password, String hash) {
        verified.add(hash);
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        Pause.of(Duration.ofMillis(20));
        atOnce.decrementAndGet();
        return right;
    }

    /** From now on every password is the one that was hashed. */
    public void takeAny() {
        right = true;
    }

    /** How it was set up. */
    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    /** The hashes that passwords were compared with, one after the other: each comparison is the work of one hash. */
    public List<String> verified() {
        return List.copyOf(verified);
    }

    /** How many were at work at the same time. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }
}
