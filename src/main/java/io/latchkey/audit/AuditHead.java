package io.latchkey.audit;

/**
 * Where a log ends.
 *
 * @param position the number of its entries
 * @param digest the last entry's
 */
record AuditHead(long position, String digest) {}
