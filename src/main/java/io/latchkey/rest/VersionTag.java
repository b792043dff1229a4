package io.latchkey.rest;

import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The version of a resource as {@code ETag} and {@code If-Match} carry it. */
public final class VersionTag {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\"");

    /** With empty elements, which a list may have (RFC 9110, section 5.6.1). */
    private static final Pattern LIST = Pattern.compile("[ \t,]*+(?:" + TAG + "[ \t]*+(?:,[ \t,]*+|$))++");

    /** No resource has this version. */
    private static final long NONE = -1;

    private VersionTag() {}

    /** The tag of this version. */
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * The version that {@code If-Match} asks for, if it asks for one. Any tag that is not one of ours matches no version
     * (RFC 9110, section 13.1.1). Of a list that has the present version it is this one: whoever changes the resource compares it
     * once more under its lock.
     *
     * @param ifMatch the header's value; null when it was not sent
     * @param present the version that the resource has; read for a list alone
     */
    public static Optional<Long> expected(String ifMatch, Supplier<Optional<Long>> present) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        if (!LIST.matcher(ifMatch.strip()).matches()) {
            return Optional.of(NONE);
        }
        List<Long> versions = TAG.matcher(ifMatch)
                .results()
                .map(MatchResult::group)
                .map(VersionTag::version)
                .toList();
        return versions.size() == 1
                ? Optional.of(versions.get(0))
                : Optional.of(present.get().filter(versions::contains).orElse(NONE));
    }

    private static long version(String tag) {
        return tag.matches("\"[0-9]{1,18}\"") ? Long.parseLong(tag.substring(1, tag.length() - 1)) : NONE;
    }
}
