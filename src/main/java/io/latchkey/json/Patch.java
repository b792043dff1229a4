package io.latchkey.json;

import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A field of a merge patch (RFC 7396) that can be removed: a field that is left out is null in Java, and
 * JSON's {@code null} is a patch without a value.
 *
 * @param value the new value; empty to remove the field
 */
@JsonDeserialize(using = PatchReader.class)
public record Patch<T>(Optional<T> value) {}
