package io.latchkey.openid;

/**
 * Thrown if the provider could not sign a person in. The message is for the log and contains no code, token
 * or secret.
 */
public class OpenIdException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Creates an exception whose message says what went wrong. */
    public OpenIdException(String message) {
        super(message);
    }

    OpenIdException(String message, Exception cause) {
        // The message of a library's exception may contain a token; its type is sufficient.
        super(message + " (" + cause.getClass().getSimpleName() + ")");
    }
}
