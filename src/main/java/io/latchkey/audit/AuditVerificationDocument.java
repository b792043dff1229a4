package io.latchkey.audit;

import java.util.Optional;

/**
 * The verdict on an organisation's log.
 *
 * @param organisation the organisation's id, which the digests cover
 * @param intact whether every entry is as it was written
 * @param entries how many there are by the chain's own count
 * @param head the last entry's digest; kept elsewhere, it tells later whether the log was written anew
 * @param firstBroken the first entry that is not as it was written
 */
public record AuditVerificationDocument(
        long organisation, boolean intact, long entries, String head, Optional<Broken> firstBroken) {

    /**
     * An entry that is not as it was written.
     *
     * @param position its place in the log
     */
    public record Broken(long position, Fault fault) {}

    /** What is wrong with it. */
    public enum Fault {
        /** It is not there. */
        MISSING,
        /** It, or the digest of the one before it, was changed. */
        ALTERED
    }
}
