package io.latchkey.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An entry as it is shown.
 *
 * @param position 1, 2, 3, ... in the organisation
 * @param at when (UTC)
 * @param address where the request came from
 * @param keyNumber the key that it is about
 * @param subject the user or the setting that it is about
 * @param before the fields that were changed as they were
 * @param after the same as they are now
 * @param digest of the entry and all before it
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
