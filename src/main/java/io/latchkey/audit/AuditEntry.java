package io.latchkey.audit;

import java.time.Instant;

/**
 * An entry of an organisation's log.
 *
 * @param position 1, 2, 3, ... in the organisation
 * @param digest the digest of the entry and all entries before it: SHA-256, 64 hexadecimal digits
 */
record AuditEntry(
        long organisationId, long position, Instant at, AuditActor actor, AuditChange change, String digest) {}
