package io.latchkey.key;

import java.util.List;

/**
 * The installation's master keys; not the keys themselves.
 *
 * @param versions the highest first
 */
record MasterKeyDocument(List<MasterKeyVersion> versions) {}
