package io.latchkey.masterkey;

import java.util.List;

/**
 * The versions of the installation's master key; does not contain the keys themselves.
 *
 * @param versions the versions, highest first
 */
record MasterKeyDocument(List<MasterKeyVersion> versions) {}
