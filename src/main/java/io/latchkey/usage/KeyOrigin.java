package io.latchkey.usage;

/** An address from which a key was used, or an agent that used it. */
record KeyOrigin(long keyId, Kind kind, String origin) {

    enum Kind {
        ADDRESS,
        AGENT
    }

    static KeyOrigin address(long keyId, KeyUse use) {
        return new KeyOrigin(keyId, Kind.ADDRESS, use.address());
    }

    static KeyOrigin agent(long keyId, KeyUse use) {
        return new KeyOrigin(keyId, Kind.AGENT, use.agent());
    }

    /** Returns all of this kind of the key. */
    OfKey ofKey() {
        return new OfKey(keyId, kind);
    }

    /** The origins of a kind from which a key was used. */
    record OfKey(long keyId, Kind kind) {}
}
