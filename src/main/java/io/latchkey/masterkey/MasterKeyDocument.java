package io.latchkey.masterkey;

import java.util.List;

/**
 * The installation's master keys; not the keys themselves.
 *
 * @param versions the highest first
 */
record MasterKeyDocument(List<MasterKeyVersion> versions) {}
