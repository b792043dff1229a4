package io.latchkey.token;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A bearer token that sends and deletes events on behalf of an API key: {@code lkt_}, the id of the key's secret and the
 * expiry, a dot, and the signature of both.
 *
 * @param value the token; must not be revealed except in the response to a request for it
 */
public record EventToken(@JsonValue String value) {

    /** The prefix of each token, by which people and leak scanners recognise it. */
    static final String PREFIX = "lkt_";

    /** Never reveals the token. */
    @Override
    public String toString() {
        return "EventToken[…]";
    }
}
