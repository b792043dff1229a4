package io.latchkey.masterkey;

/**
 * The progress of the rotation of the master key.
 *
 * @param current the version under which everything is to be sealed
 * @param done the number of secrets of keys and webhooks that this request has sealed again
 * @param left the number still sealed under other versions; counted up to 100000 of each
 */
public record MasterKeyRotationDocument(int current, long done, long left) {}
