package io.latchkey.openid;

/** Somebody could not be signed in by the provider. The message is for the log and holds no code, token or secret. */
public class OpenIdException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what went wrong. */
    public OpenIdException(String message) {
        super(message);
    }

    OpenIdException(String message, Exception cause) {
        // What a library's exception says may hold a token: its kind is enough.
        super(message + " (" + cause.getClass().getSimpleName() + ")");
    }
}
