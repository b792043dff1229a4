package io.latchkey.key;

import io.latchkey.database.SqlInstant;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A search in the words of both databases, put together from left to right: {@code k} is the key, {@code u} its creator. */
final class KeySearchSql {

    private final long organisationId;
    private final KeySearch search;
    private final OffsetDateTime now;
    private final OffsetDateTime cutOff;
    private final long idleSeconds;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    KeySearchSql(long organisationId, KeySearch search, InactivityPolicy inactivity, Instant now) {
        this.organisationId = organisationId;
        this.search = search;
        this.now = SqlInstant.of(now);
        this.cutOff = SqlInstant.of(inactivity.cutOff(now));
        this.idleSeconds = inactivity.period().toSeconds();
    }

    /** Adds SQL, and the values of its places. */
    KeySearchSql append(String sql, Object... placeValues) {
        text.append(sql);
        values.addAll(Arrays.asList(placeValues));
        return this;
    }

    /** Adds from where, and which. */
    KeySearchSql found() {
        append(" FROM api_key k");
        if (!search.text().isEmpty() || search.order() == KeyOrder.CREATOR) {
            append(" JOIN account_user u ON u.id = k.created_by");
        }
        append(" WHERE k.organisation_id = ?", organisationId);
        search.accessRight().ifPresent(right -> append(" AND k.access_right = ?", right.name()));
        search.status().ifPresent(status -> {
            append(status == KeyStatus.ENABLED ? " AND" : " AND NOT");
            enabled();
        });
        if (!search.text().isEmpty()) {
            matchingText();
        }
        return this;
    }

    /** As {@link ApiKey#status} decides: a key past its period or its date is disabled, sweep or not. */
    private void enabled() {
        append(
                " (k.status = 'ENABLED' AND k.idle_since > ? AND (k.expires_at IS NULL OR k.expires_at > ?))",
                cutOff,
                now);
    }

    private void matchingText() {
        String wanted = search.text();
        String part = like(wanted);
        append(
                " AND (LOWER(k.description) LIKE ? ESCAPE '!' OR LOWER(u.name) LIKE ? ESCAPE '!' OR k.hint = ?"
                        + " OR k.external_id = ? OR LOWER(k.labels) LIKE ? ESCAPE '!'",
                part,
                part,
                wanted,
                wanted,
                like(wanted.replaceFirst(":", "=")));
        if (wanted.matches("[0-9]{1,18}")) {
            append(" OR k.number = ?", Long.parseLong(wanted));
        }
        append(")");
    }

    private static String like(String part) {
        return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    /** Adds the order; what is alike in it follows its number. */
    KeySearchSql order() {
        append(" ORDER BY ");
        switch (search.order()) {
            case NUMBER -> append("k.number").direction("");
            case CREATOR -> append("u.name").direction("").thenByNumber();
            case ACCESS_RIGHT -> append("k.access_right").direction("").thenByNumber();
            case DESCRIPTION -> append("LOWER(k.description)").direction("").thenByNumber();
            case LAST_USE ->
                append("k.last_used_at")
                        .direction(search.descending() ? " NULLS LAST" : " NULLS FIRST")
                        .thenByNumber();
            case TIME_LEFT -> {
                append("CASE WHEN");
                enabled();
                String idleEnd = "k.idle_since + INTERVAL '" + idleSeconds + "' SECOND";
                append(" THEN CASE WHEN k.expires_at < " + idleEnd + " THEN k.expires_at ELSE " + idleEnd + " END END")
                        .direction(" NULLS LAST")
                        .thenByNumber();
            }
        }
        return this;
    }

    private KeySearchSql direction(String nulls) {
        return append(search.descending() ? " DESC" : "").append(nulls);
    }

    /** In the same direction, so that one index serves both. */
    private void thenByNumber() {
        append(", k.number").direction("");
    }

    String text() {
        return text.toString();
    }

    List<Object> values() {
        return Collections.unmodifiableList(values);
    }
}
