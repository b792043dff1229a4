package io.latchkey.masterkey;

/**
 * How far the rotation of the master key has come.
 *
 * @param current the version that everything is to be sealed under
 * @param done how many secrets of keys and webhooks this request has sealed anew
 * @param left how many are sealed under other versions; counted up to 100000 of each
 */
public record MasterKeyRotationDocument(int current, long done, long left) {}
