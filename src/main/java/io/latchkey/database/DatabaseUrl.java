package io.latchkey.database;

import java.util.Locale;
import java.util.Optional;

/**
 * The setting {@code latchkey.db.url}, which selects the database.
 *
 * @param text the JDBC URL; empty for the embedded H2
 */
public record DatabaseUrl(String text) {

    private static final String H2 = "jdbc:h2:";

    /** Returns the configured URL, or that of the embedded database if none is configured. */
    public static DatabaseUrl of(Optional<String> setting) {
        return new DatabaseUrl(setting.orElse(""));
    }

    /** Returns whether no database is configured. */
    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Returns whether this is a PostgreSQL database. */
    public boolean isPostgresql() {
        return text.startsWith("jdbc:postgresql:");
    }

    boolean isH2() {
        return text.startsWith(H2);
    }

    /** Returns whether the database is embedded in this process, so that no other process writes to it. */
    public boolean isOfThisProcessAlone() {
        boolean embedded = isEmpty() || text.startsWith(H2 + "file:") || text.startsWith(H2 + "mem:");
        // Whatever its value: H2 takes several words, letters and numbers for true. Nobody needs to write FALSE.
        return embedded && !text.toUpperCase(Locale.ROOT).contains("AUTO_SERVER=");
    }
}
