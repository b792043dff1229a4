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
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds a search in SQL that both databases understand, appended from left to right: {@code k} is the key or, outside of
 * the queries for each cause, what they select of it; {@code u} is its creator, if the order needs one.
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
        // No key is older; and PostgreSQL reads no time before the year 1 from a text, as a very long period would
        // give.
        this.cutOff = SqlInstant.of(Collections.max(List.of(inactivity.cutOff(now), Instant.EPOCH)));
        this.idleSeconds = inactivity.period().toSeconds();
    }

    /** Selects the first keys of the part of the order that remains after a cursor. */
    KeySearchSql page(CursorRange range, KeyCursor cursor, int rows) {
        if (!isForDisabled()) {
            return select().fromWhere(Optional.empty())
                    .afterCursor(range, cursor)
                    .order()
                    .limit(rows);
        }
        append("SELECT * FROM (");
        ofEachCause(cause ->
                select().fromWhere(cause).afterCursor(range, cursor).order().limit(rows));
        return append(") k").order().limit(rows);
    }

    /** Counts the keys, up to the given number. */
    KeySearchSql count(int most) {
        append("SELECT COUNT(*) FROM (SELECT k.id");
        if (isForDisabled()) {
            append(" FROM (");
            ofEachCause(cause -> append("SELECT k.id").fromWhere(cause).limit(most));
            append(") k");
        } else {
            fromWhere(Optional.empty());
        }
        return limit(most).append(") within_reach");
    }

    private boolean isForDisabled() {
        return search.status().equals(Optional.of(KeyStatus.DISABLED));
    }

    /**
     * Appends a query for the keys of each cause. With OR, PostgreSQL would use an index of the causes only if few keys of
     * the whole database are disabled, and otherwise read all of the organisation's, however few of them are.
     */
    private void ofEachCause(Consumer<Optional<DisablingCause>> query) {
        for (DisablingCause cause : DisablingCause.values()) {
            append(cause.ordinal() == 0 ? "(" : " UNION ALL (");
            query.accept(Optional.of(cause));
            append(")");
        }
    }

    /** Why a key counts as disabled. Each key has one cause, and there is an index for each. */
    private enum DisablingCause {
        STORED,
        IDLE,
        EXPIRED
    }

    private KeySearchSql append(String sql, Object... placeValues) {
        text.append(sql);
        values.addAll(Arrays.asList(placeValues));
        return this;
    }

    /** Appends the FROM and WHERE clauses. */
    private KeySearchSql fromWhere(Optional<DisablingCause> cause) {
        append(" FROM api_key k");
        if (search.order() == KeyOrder.CREATOR) {
            append(" JOIN account_user u ON u.id = k.created_by");
        }
        append(" WHERE k.organisation_id = ?", organisationId);
        search.accessRight().ifPresent(right -> append(" AND k.access_right = ?", right.name()));
        if (search.status().equals(Optional.of(KeyStatus.ENABLED))) {
            append(" AND");
            enabled();
        }
        cause.ifPresent(this::disabledBy);
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

    /**
     * Matches those of the other keys that have the cause. With the times in the text, each search is a statement of its
     * own: of one that a connection repeats, PostgreSQL makes a plan for any times, and would read all of the organisation's
     * keys for the few that the sweep has not disabled yet.
     */
    private void disabledBy(DisablingCause cause) {
        String noLaterThanCutOff = "k.idle_since <= " + literal(cutOff);
        switch (cause) {
            case STORED -> append(" AND k.status = 'DISABLED'");
            case IDLE -> append(" AND k.status = 'ENABLED' AND " + noLaterThanCutOff);
            case EXPIRED ->
                append(" AND k.status = 'ENABLED' AND NOT " + noLaterThanCutOff + " AND k.expires_at <= "
                        + literal(now));
        }
    }

    private static String literal(OffsetDateTime time) {
        return "TIMESTAMP WITH TIME ZONE '" + time.toInstant() + "'";
    }

    /**
     * Ignores case as far as the database does: it converts both sides, since a PostgreSQL database with the locale C
     * has no lower case for letters beyond ASCII, where Java has one. The creators, who are few, are searched once and not
     * for each key. What the list shows is found as it stands there: the masked key, and a label with a blank.
     */
    private void matchingText() {
        String wanted = search.text();
        String part = LikePattern.containing(wanted);
        append(
                " AND (LOWER(k.description) LIKE LOWER(?) ESCAPE '!' OR k.created_by IN (SELECT c.id FROM account_user c"
                        + " WHERE c.organisation_id = ? AND LOWER(c.name) LIKE LOWER(?) ESCAPE '!')"
                        + " OR k.hint = ? OR k.external_id = ? OR LOWER(k.labels) LIKE LOWER(?) ESCAPE '!'",
                part,
                organisationId,
                part,
                wanted.substring(wanted.lastIndexOf('…') + 1),
                wanted,
                LikePattern.containing(wanted.replaceFirst(": ?", "=")));
        if (wanted.matches("[0-9]{1,18}")) {
            append(" OR k.number = ?", Long.parseLong(wanted));
        }
        append(")");
    }

    /** Appends the selected columns: the id, the number and the sort value, unless it is the number. */
    private KeySearchSql select() {
        append("SELECT k.id, k.number");
        return search.order() == KeyOrder.NUMBER
                ? this
                : append(", ").sortExpression().append(" AS order_value");
    }

    /** Appends the condition for the keys that remain after a cursor. */
    private KeySearchSql afterCursor(CursorRange range, KeyCursor cursor) {
        return switch (range) {
            case ALL -> this;
            case VALUES_AFTER -> search.order() == KeyOrder.NUMBER ? numbersAfter(cursor) : valuesAfter(cursor);
            case VALUES -> append(" AND ").sortExpression().append(" IS NOT NULL");
            case ABSENT_AFTER ->
                append(" AND ").sortExpression().append(" IS NULL").numbersAfter(cursor);
            case ABSENT -> append(" AND ").sortExpression().append(" IS NULL");
        };
    }

    /** Uses a row comparison, which an index can serve; it is never true for a key without a value. */
    private KeySearchSql valuesAfter(KeyCursor cursor) {
        Object value = cursor.value()
                .map(known -> known instanceof Instant at ? SqlInstant.of(at) : known)
                .orElseThrow();
        return append(" AND (").sortExpression().append(", k.number) " + after() + " (?, ?)", value, cursor.number());
    }

    private KeySearchSql numbersAfter(KeyCursor cursor) {
        return append(" AND k.number " + after() + " ?", cursor.number());
    }

    private String after() {
        return search.descending() ? "<" : ">";
    }

    /** Appends the expression of the sort value. */
    private KeySearchSql sortExpression() {
        return switch (search.order()) {
            case NUMBER -> append("k.number");
            case CREATOR -> append("u.name");
            case ACCESS_RIGHT -> append("k.access_right");
            case DESCRIPTION -> append("LOWER(k.description)");
            case LAST_USE -> append("k.last_used_at");
            case TIME_LEFT -> {
                append("CASE WHEN");
                enabled();
                // The end, not the time left: a cursor must stay valid while time passes.
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
    private KeySearchSql order() {
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
    private KeySearchSql limit(int rows) {
        return append(" FETCH FIRST ? ROWS ONLY", rows);
    }

    String text() {
        return text.toString();
    }

    List<Object> values() {
        return Collections.unmodifiableList(values);
    }
}
