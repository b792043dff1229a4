package io.latchkey.usage;

/** Where a key was used from, or by what. */
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
}
