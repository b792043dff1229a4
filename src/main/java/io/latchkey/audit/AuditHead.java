package io.latchkey.audit;

/**
 * The end of a log.
 *
 * @param position the number of its entries
 * @param digest the digest of the last entry
 */
record AuditHead(long position, String digest) {}
