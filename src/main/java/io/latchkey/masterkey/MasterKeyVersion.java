package io.latchkey.masterkey;

/**
 * A version of the master key.
 *
 * @param current whether secrets are sealed under it now
 * @param present whether the node that answers has it
 * @param keys how many secrets of keys and webhooks are sealed under it; counted up to 100000
 * @param more whether there are more than were counted
 */
public record MasterKeyVersion(int version, boolean current, boolean present, long keys, boolean more) {

    static MasterKeyVersion of(int version, boolean current, boolean present, long counted) {
        return new MasterKeyVersion(
                version, current, present, Math.min(counted, SealedKeys.MAX_COUNT), counted > SealedKeys.MAX_COUNT);
    }
}
