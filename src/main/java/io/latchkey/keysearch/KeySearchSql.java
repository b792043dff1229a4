package io.latchkey.keysearch;

import io.latchkey.database.LikePattern;
import io.latchkey.database.SqlInstant;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Builds a search in SQL that both databases understand, appended from left to right: {@code k} is the key,
 * {@code u} its creator.
 */
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

    /** Appends SQL and the values of its parameters. */
    KeySearchSql append(String sql, Object... placeValues) {
        text.append(sql);
        values.addAll(Arrays.asList(placeValues));
        return this;
    }

    /** Appends the FROM and WHERE clauses. */
    KeySearchSql found() {
        append(" FROM api_key k");
        if (!search.text().isEmpty() || search.order() == KeyOrder.CREATOR) {
            append(" JOIN account_user u ON u.id = k.created_by");
        }
        append(" WHERE k.organisation_id = ?", organisationId);
        search.accessRight().ifPresent(right -> append(" AND k.access_right = ?", right.name()));
        search.status().ifPresent(status -> {
            append(" AND");
            if (status == KeyStatus.ENABLED) {
                enabled();
            } else {
                disabled();
            }
        });
        if (!search.text().isEmpty()) {
            matchingText();
        }
        return this;
    }

    /**
     * Matches {@link io.latchkey.key.ApiKey#status}: an inactive or expired key is disabled even before the
     * sweep.
     */
    private void enabled() {
        append(
                " (k.status = 'ENABLED' AND k.idle_since > ? AND (k.expires_at IS NULL OR k.expires_at > ?))",
                cutOff,
                now);
    }

    /** Matches the other keys, by conditions for each of which there is an index. */
    private void disabled() {
        append(
                " (k.status = 'DISABLED' OR (k.status = 'ENABLED' AND k.idle_since <= ?)"
                        + " OR (k.status = 'ENABLED' AND k.expires_at <= ?))",
                cutOff,
                now);
    }

    /**
     * Ignores case as far as the database does: it converts both sides, since a PostgreSQL database with the locale C
     * has no lower case for letters beyond ASCII, where Java has one.
     */
    private void matchingText() {
        String wanted = search.text();
        String part = LikePattern.containing(wanted);
        append(
                " AND (LOWER(k.description) LIKE LOWER(?) ESCAPE '!' OR LOWER(u.name) LIKE LOWER(?) ESCAPE '!'"
                        + " OR k.hint = ? OR k.external_id = ? OR LOWER(k.labels) LIKE LOWER(?) ESCAPE '!'",
                part,
                part,
                wanted,
                wanted,
                LikePattern.containing(wanted.replaceFirst(":", "=")));
        if (wanted.matches("[0-9]{1,18}")) {
            append(" OR k.number = ?", Long.parseLong(wanted));
        }
        append(")");
    }

    /** Appends the selected columns: the id, the number and the sort value, unless it is the number. */
    KeySearchSql select() {
        append("SELECT k.id, k.number");
        return search.order() == KeyOrder.NUMBER ? this : append(", ").value().append(" AS order_value");
    }

    /** Appends the condition for the keys that remain behind a mark. */
    KeySearchSql rest(KeyRest rest, KeyMark mark) {
        return switch (rest) {
            case ALL -> this;
            case VALUES_BEHIND -> search.order() == KeyOrder.NUMBER ? numbersBehind(mark) : valuesBehind(mark);
            case VALUES -> append(" AND ").value().append(" IS NOT NULL");
            case ABSENT_BEHIND -> append(" AND ").value().append(" IS NULL").numbersBehind(mark);
            case ABSENT -> append(" AND ").value().append(" IS NULL");
        };
    }

    /** Uses a row comparison, which an index can serve; it is never true for a key without a value. */
    private KeySearchSql valuesBehind(KeyMark mark) {
        Object value = mark.value()
                .map(known -> known instanceof Instant at ? SqlInstant.of(at) : known)
                .orElseThrow();
        return append(" AND (").value().append(", k.number) " + behind() + " (?, ?)", value, mark.number());
    }

    private KeySearchSql numbersBehind(KeyMark mark) {
        return append(" AND k.number " + behind() + " ?", mark.number());
    }

    private String behind() {
        return search.descending() ? "<" : ">";
    }

    /** Appends the expression of the sort value. */
    private KeySearchSql value() {
        return switch (search.order()) {
            case NUMBER -> append("k.number");
            case CREATOR -> append("u.name");
            case ACCESS_RIGHT -> append("k.access_right");
            case DESCRIPTION -> append("LOWER(k.description)");
            case LAST_USE -> append("k.last_used_at");
            case TIME_LEFT -> {
                append("CASE WHEN");
                enabled();
                // The end, not the time left: a mark must stay valid while time passes.
                String idleEnd = "k.idle_since + INTERVAL '" + idleSeconds + "' SECOND";
                yield append(" THEN CASE WHEN k.expires_at < " + idleEnd + " THEN k.expires_at ELSE " + idleEnd
                        + " END END");
            }
        };
    }

    /**
     * Appends the ORDER BY clause. Ties are broken by number, in the same direction so that one index serves
     * both.
     */
    KeySearchSql order() {
        append(" ORDER BY ");
        switch (search.order()) {
            case NUMBER -> {}
            case CREATOR, ACCESS_RIGHT, DESCRIPTION ->
                append("order_value").direction().append(", ");
            case LAST_USE, TIME_LEFT ->
                append("order_value")
                        .direction()
                        .append(search.hasAbsentFirst() ? " NULLS FIRST" : " NULLS LAST")
                        .append(", ");
        }
        return append("k.number").direction();
    }

    private KeySearchSql direction() {
        return append(search.descending() ? " DESC" : "");
    }

    /** Appends the maximum number of rows. */
    KeySearchSql limit(int rows) {
        return append(" FETCH FIRST ? ROWS ONLY", rows);
    }

    String text() {
        return text.toString();
    }

    List<Object> values() {
        return Collections.unmodifiableList(values);
    }
}
