package io.latchkey.token;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A bearer token that sends events in an API key's name: {@code lkt_}, the id of the key's secret and the end of its time,
 * a dot, and the signature of both.
 *
 * @param value the token; nothing but a request's own answer may show it
 */
public record EventToken(@JsonValue String value) {

    /** What each token starts with: people and leak scanners know by it what they see. */
    static final String PREFIX = "lkt_";

    /** Never the token. */
    @Override
    public String toString() {
        return "EventToken[…]";
    }
}
