package io.latchkey.rest;

import jakarta.ws.rs.core.EntityTag;
import java.util.Optional;

/** The version of a resource as {@code ETag} and {@code If-Match} carry it. */
public final class VersionTag {

    private VersionTag() {}

    /** The tag of this version. */
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * The version that {@code If-Match} asks for, if it asks for one. Any tag that is not one of ours matches no version
     * (RFC 9110, section 13.1.1).
     *
     * @param ifMatch the header's value; null when it was not sent
     */
    public static Optional<Long> expected(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        String tag = ifMatch.strip();
        boolean ours = tag.matches("\"[0-9]{1,18}\"");
        return Optional.of(ours ? Long.parseLong(tag.substring(1, tag.length() - 1)) : -1L);
    }
}
