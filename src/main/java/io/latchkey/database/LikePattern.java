package io.latchkey.database;

import java.util.regex.Pattern;

/** Builds patterns for {@code LIKE ? ESCAPE '!'}, in SQL and in the Jakarta Persistence query language. */
public final class LikePattern {

    private static final Pattern SPECIAL = Pattern.compile("[!%_]");

    private LikePattern() {}

    /**
     * Returns the pattern that matches every text containing the given part literally and in the same case.
     */
    public static String containing(String part) {
        return "%" + SPECIAL.matcher(part).replaceAll("!$0") + "%";
    }
}
