package io.latchkey.database;

import java.util.regex.Pattern;

/** What a text is compared with by {@code LIKE ? ESCAPE '!'}, in SQL and in Jakarta Persistence's language. */
public final class LikePattern {

    private static final Pattern SPECIAL = Pattern.compile("[!%_]");

    private LikePattern() {}

    /** The pattern of every text that holds this part, whose characters stand for themselves, in this case. */
    public static String containing(String part) {
        return "%" + SPECIAL.matcher(part).replaceAll("!$0") + "%";
    }
}
