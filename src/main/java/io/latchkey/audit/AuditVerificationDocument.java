package io.latchkey.audit;

import java.util.Optional;

/**
 * The result of verifying an organisation's log.
 *
 * @param organisation the organisation's id, which is covered by the digests
 * @param intact whether every entry is as it was written
 * @param entries the number of entries, as counted by the chain
 * @param head the digest of the last entry; if it is kept elsewhere, it later shows whether the log was
 *     rewritten
 * @param firstBroken the first entry that is not as it was written
 */
public record AuditVerificationDocument(
        long organisation, boolean intact, long entries, String head, Optional<Broken> firstBroken) {

    /**
     * An entry that is not as it was written.
     *
     * @param position its position in the log
     */
    public record Broken(long position, Fault fault) {}

    /** The kind of damage to an entry. */
    public enum Fault {
        /** The entry is missing. */
        MISSING,
        /** The entry, or the digest of the entry before it, was changed. */
        ALTERED
    }
}
