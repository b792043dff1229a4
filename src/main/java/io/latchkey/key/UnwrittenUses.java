package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/** The uses of keys that this node has accepted and not yet written to the database. */
public interface UnwrittenUses {

    /** Returns the key's last use that is not yet in the database, if there is one. */
    Optional<Instant> pending(long keyId);
}
