package io.latchkey.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads settings that are addresses with a password or a token in them. */
public final class SecretUri {

    private SecretUri() {}

    /**
     * Returns the address (RFC 3986), without spaces around it; empty if it is none. The exception of Java's parser, and
     * of a server's converter for {@link URI}, would reveal it.
     */
    public static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text.strip()));
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
