package io.latchkey.database;

import java.util.Locale;
import java.util.Optional;

/**
 * The setting {@code latchkey.db.url}: which database it names.
 *
 * @param text as JDBC has it; empty for the embedded H2
 */
public record DatabaseUrl(String text) {

    private static final String H2 = "jdbc:h2:";

    /** The URL that is configured; none is the embedded database's. */
    public static DatabaseUrl of(Optional<String> setting) {
        return new DatabaseUrl(setting.orElse(""));
    }

    /** Whether nothing is named. */
    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether it names a PostgreSQL. */
    public boolean isPostgresql() {
        return text.startsWith("jdbc:postgresql:");
    }

    boolean isH2() {
        return text.startsWith(H2);
    }

    /** Whether it names a database in this process, which no other writes to. */
    public boolean isOfThisProcessAlone() {
        boolean embedded = isEmpty() || text.startsWith(H2 + "file:") || text.startsWith(H2 + "mem:");
        return embedded && !text.toUpperCase(Locale.ROOT).contains("AUTO_SERVER=TRUE");
    }
}
