package io.latchkey.rest;

import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Converts the version of a resource to {@code ETag}, and from {@code If-Match}. */
public final class VersionTag {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\"");

    /** Allows empty elements, which a list may contain (RFC 9110, section 5.6.1). */
    private static final Pattern LIST = Pattern.compile("[ \t,]*+(?:" + TAG + "[ \t]*+(?:,[ \t,]*+|$))++");

    /** A version that no resource has. */
    private static final long NONE = -1;

    private VersionTag() {}

    /** Returns the tag of the given version. */
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * Returns the version required by {@code If-Match}, if it requires one. A tag that was not issued by the
     * product matches no version (RFC 9110, section 13.1.1). If a list contains the current version, that one
     * is returned; whoever changes the resource compares it again while holding its lock.
     *
     * @param ifMatch the value of the header; null if it was not sent
     * @param present the current version of the resource; read only if the header contains a list
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
