package io.latchkey.secret;

/**
 * Thrown when the secrets are missing or wrong, so that the product must not start. The message says what to
 * do.
 */
public class SecretsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message, which must not contain a secret. */
    public SecretsException(String message) {
        super(message);
    }
}
