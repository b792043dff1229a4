package io.latchkey.caller;

import io.latchkey.quota.Quota;
import io.latchkey.quota.RateLimit;
import jakarta.security.enterprise.CallerPrincipal;
import java.util.Optional;

/** The API key that makes a request to the guarded API. Its name is the organisation's id and the key's number. */
public class ApiKeyPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final long keyId;
    private final long secretId;
    private final long organisationId;
    private final long keyNumber;

    private final RateLimit rateLimit;
    private final Quota quota;

    /** The principal of a key with neither a limit nor a quota of its own. */
    public ApiKeyPrincipal(long keyId, long secretId, long organisationId, long keyNumber) {
        this(keyId, secretId, organisationId, keyNumber, Optional.empty(), Optional.empty());
    }

    /** The principal of a key with what it may do in a period, as it is now. */
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

    /** The secret that the key was presented by, or that asked for the token that was. */
    public long secretId() {
        return secretId;
    }

    /** The organisation whose data alone the request may touch. */
    public long organisationId() {
        return organisationId;
    }

    public long keyNumber() {
        return keyNumber;
    }

    /** The limit that holds for the key instead of the one for every key. */
    public Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(rateLimit);
    }

    public Optional<Quota> quota() {
        return Optional.ofNullable(quota);
    }
}
