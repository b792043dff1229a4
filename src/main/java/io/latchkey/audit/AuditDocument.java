package io.latchkey.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An entry as returned to a client.
 *
 * @param position 1, 2, 3, ... in the organisation
 * @param at the time (UTC)
 * @param address the address that the request came from
 * @param keyNumber the number of the key that was changed
 * @param subject the name of the custom right, the user or the setting that was changed
 * @param before the previous values of the changed fields
 * @param after their values after the change
 * @param digest the digest of the entry and all entries before it
 */
public record AuditDocument(
        long position,
        Instant at,
        AuditActor.Kind actorKind,
        String actor,
        Optional<String> address,
        AuditAction action,
        Optional<Long> keyNumber,
        Optional<String> subject,
        @Schema(implementation = Map.class) @JsonRawValue String before,
        @Schema(implementation = Map.class) @JsonRawValue String after,
        String digest) {

    static AuditDocument of(AuditEntry entry) {
        return new AuditDocument(
                entry.position(),
                entry.at(),
                entry.actor().kind(),
                entry.actor().name(),
                entry.actor().address(),
                entry.change().action(),
                entry.change().keyNumber(),
                entry.change().subject(),
                entry.change().before().orElse(null),
                entry.change().after().orElse(null),
                entry.digest());
    }
}
