package io.latchkey.secret;

/** The secrets are missing or wrong, so that the product must not start. The message says what to do. */
public class SecretsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message never holds a secret. */
    public SecretsException(String message) {
        super(message);
    }
}
