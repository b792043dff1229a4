package io.latchkey.key;

import jakarta.security.enterprise.CallerPrincipal;

/** The API key that makes a request to the guarded API. Its name is the organisation's id and the key's number. */
public class ApiKeyPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final long keyId;
    private final long organisationId;
    private final long keyNumber;

    /** The principal of an enabled key. */
    public ApiKeyPrincipal(long keyId, long organisationId, long keyNumber) {
        super("api-key-" + organisationId + "-" + keyNumber);
        this.keyId = keyId;
        this.organisationId = organisationId;
        this.keyNumber = keyNumber;
    }

    public long keyId() {
        return keyId;
    }

    /** The organisation whose data alone the request may touch. */
    public long organisationId() {
        return organisationId;
    }

    public long keyNumber() {
        return keyNumber;
    }
}
