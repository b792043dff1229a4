package io.latchkey.caller;

import io.latchkey.quota.Quota;
import io.latchkey.quota.RateLimit;
import jakarta.security.enterprise.CallerPrincipal;
import java.util.Optional;

/**
 * The API key that makes a request to the guarded API. Its name is composed of the organisation's id and the
 * key's number.
 */
public class ApiKeyPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final long keyId;
    private final long secretId;
    private final long organisationId;
    private final long keyNumber;

    private final RateLimit rateLimit;
    private final Quota quota;

    /** Creates the principal of a key with neither a rate limit nor a quota of its own. */
    public ApiKeyPrincipal(long keyId, long secretId, long organisationId, long keyNumber) {
        this(keyId, secretId, organisationId, keyNumber, Optional.empty(), Optional.empty());
    }

    /** Creates the principal of a key with its current rate limit and quota. */
    public ApiKeyPrincipal(
            long keyId,
            long secretId,
            long organisationId,
            long keyNumber,
            Optional<RateLimit> rateLimit,
            Optional<Quota> quota) {
        super("api-key-" + organisationId + "-" + keyNumber);
        this.keyId = keyId;
        this.secretId = secretId;
        this.organisationId = organisationId;
        this.keyNumber = keyNumber;
        this.rateLimit = rateLimit.orElse(null);
        this.quota = quota.orElse(null);
    }

    public long keyId() {
        return keyId;
    }

    /** Returns the secret that was presented, or that requested the presented token. */
    public long secretId() {
        return secretId;
    }

    /** Returns the only organisation whose data the request may access. */
    public long organisationId() {
        return organisationId;
    }

    public long keyNumber() {
        return keyNumber;
    }

    /** Returns the key's own rate limit, if it overrides the default. */
    public Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(rateLimit);
    }

    public Optional<Quota> quota() {
        return Optional.ofNullable(quota);
    }
}
