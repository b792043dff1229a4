package io.latchkey.masterkey;

/**
 * A version of the master key.
 *
 * @param current whether new secrets are sealed under it
 * @param present whether the responding node has it
 * @param keys the number of secrets of keys and webhooks sealed under it; counted up to 100000
 * @param more whether there are more than were counted
 */
public record MasterKeyVersion(int version, boolean current, boolean present, long keys, boolean more) {

    static MasterKeyVersion of(int version, boolean current, boolean present, long counted) {
        return new MasterKeyVersion(
                version, current, present, Math.min(counted, SealedTable.MAX_COUNT), counted > SealedTable.MAX_COUNT);
    }
}
