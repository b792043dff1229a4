package io.latchkey.json;

import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A field of a merge patch (RFC 7396) that can be removed: a field left out is a Java null, JSON's {@code null} a patch
 * without a value.
 *
 * @param value the new value; none removes the field
 */
@JsonDeserialize(using = PatchReader.class)
public record Patch<T>(Optional<T> value) {}
