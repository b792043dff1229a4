package io.latchkey.keysearch;

import io.latchkey.database.LikePattern;
import io.latchkey.database.SqlInstant;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds a search in SQL that both databases understand, appended from left to right: {@code k} is the key or, outside of
 * the queries that are put together, what they select of it; {@code u} is its creator, if the order needs one.
 */
final class KeySearchSql {

    private final long organisationId;
    private final KeySearch search;
    private final KeyTimes times;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    KeySearchSql(long organisationId, KeySearch search, InactivityPolicy inactivity, Instant now) {
        this.organisationId = organisationId;
        this.search = search;
        this.times = KeyTimes.at(now, inactivity);
    }

    /** Selects the first keys of the part of the order that remains after a cursor. */
    KeySearchSql page(CursorRange range, KeyCursor cursor, int rows) {
        if (search.isByLeastTimeLeft()) {
            new TimeLeftSql(this, times).page(range, cursor, rows);
            return this;
        }
        if (!isForDisabled()) {
            return select().fromWhere().afterCursor(range, cursor).order().limit(rows);
        }
        append("SELECT *");
        ofEachCause(cause -> {
            select().matching().disabledBy(cause).afterCursor(range, cursor);
            if (search.order() == KeyOrder.NUMBER) {
                orderByNumberOf(cause);
            } else {
                order();
            }
            limit(rows);
        });
        return order().limit(rows);
    }

    /**
     * Counts the keys, up to the given number. If PostgreSQL knows many keys of a status, it expects to come upon enough of
     * this organisation's soon, and would read the whole table where there are few. The order makes it read their index.
     */
    KeySearchSql count(int most) {
        append("SELECT COUNT(*) FROM (SELECT k.id");
        if (isForDisabled()) {
            ofEachCause(cause -> {
                append("SELECT k.id").matching().disabledBy(cause);
                if (cause == DisablingCause.STORED && search.text().isEmpty()) {
                    append(" ORDER BY k.number");
                }
                limit(most);
            });
        } else {
            fromWhere();
            if (search.status().isPresent() && search.text().isEmpty()) {
                append(" ORDER BY k.number");
            }
        }
        return limit(most).append(") within_reach");
    }

    private boolean isForDisabled() {
        return search.status().equals(Optional.of(KeyStatus.DISABLED));
    }

    /**
     * Appends the FROM clause of a query for the keys of each cause, put together as {@code k}. With OR, PostgreSQL would use an index of the causes only if few keys of
     * the whole database are disabled, and otherwise read all of the organisation's, however few of them are.
     */
    void ofEachCause(Consumer<DisablingCause> query) {
        for (DisablingCause cause : DisablingCause.values()) {
            append(cause.ordinal() == 0 ? " FROM ((" : " UNION ALL (");
            query.accept(cause);
            append(")");
        }
        append(") k");
    }

    /** Why a key counts as disabled. Each key has one cause, and there is an index for each. */
    enum DisablingCause {
        STORED,
        IDLE,
        EXPIRED
    }

    /** Appends SQL with the values of its placeholders. */
    KeySearchSql append(String sql, Object... placeValues) {
        text.append(sql);
        values.addAll(Arrays.asList(placeValues));
        return this;
    }

    /** Appends the FROM and WHERE clauses, unless only disabled keys are wanted: {@link #ofEachCause}. */
    private KeySearchSql fromWhere() {
        matching();
        if (search.status().equals(Optional.of(KeyStatus.ENABLED))) {
            append(" AND");
            enabled();
        }
        return this;
    }

    /** Appends the FROM and WHERE clauses for keys of any status. */
    KeySearchSql matching() {
        append(" FROM api_key k");
        if (search.order() == KeyOrder.CREATOR) {
            append(" JOIN account_user u ON u.id = k.created_by");
        }
        append(" WHERE k.organisation_id = ?", organisationId);
        search.accessRight().ifPresent(right -> append(" AND k.access_right = ?", right.name()));
        if (!search.text().isEmpty()) {
            matchingText();
        }
        return this;
    }

    /**
     * Matches {@link io.latchkey.key.ApiKey#status}: an inactive or expired key is disabled even before the
     * sweep.
     */
    KeySearchSql enabled() {
        return append(
                " (k.status = 'ENABLED' AND k.idle_since > ? AND (k.expires_at IS NULL OR k.expires_at > ?))",
                SqlInstant.of(times.cutOff()),
                SqlInstant.of(times.now()));
    }

    /**
     * Matches those of the other keys that have the cause. With the times in the text, each search is a statement of its
     * own: of one that a connection repeats, PostgreSQL makes a plan for any times, and would read all of the organisation's
     * keys for the few that the sweep has not disabled yet.
     */
    KeySearchSql disabledBy(DisablingCause cause) {
        String noLaterThanCutOff = "k.idle_since <= " + literal(times.cutOff());
        return switch (cause) {
            case STORED -> append(" AND k.status = 'DISABLED'");
            case IDLE -> append(" AND k.status = 'ENABLED' AND " + noLaterThanCutOff);
            case EXPIRED ->
                append(" AND k.status = 'ENABLED' AND NOT " + noLaterThanCutOff + " AND k.expires_at <= "
                        + literal(times.now()));
        };
    }

    private static String literal(Instant time) {
        return "TIMESTAMP WITH TIME ZONE '" + time + "'";
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

    /** Appends that the number comes after the cursor's. */
    KeySearchSql numbersAfter(KeyCursor cursor) {
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
                yield append(" THEN " + times.end() + " END");
            }
        };
    }

    /** Appends the ORDER BY clause of the search. */
    private KeySearchSql order() {
        return switch (search.order()) {
            case NUMBER -> orderByNumber();
            case CREATOR, ACCESS_RIGHT, DESCRIPTION -> orderBy("order_value");
            case LAST_USE, TIME_LEFT ->
                append(" ORDER BY order_value")
                        .direction()
                        .append(search.hasAbsentFirst() ? " NULLS FIRST" : " NULLS LAST")
                        .append(", k.number")
                        .direction();
        };
    }

    /**
     * Appends an ORDER BY clause for an expression that always has a value. Ties are broken by number, in the same direction
     * so that one index serves both.
     */
    KeySearchSql orderBy(String expression) {
        return append(" ORDER BY " + expression)
                .direction()
                .append(", k.number")
                .direction();
    }

    /**
     * Appends an ORDER BY clause for the keys of a cause. Few keys wait for the sweep, but because it has disabled many that
     * were as idle, PostgreSQL expects many: it would look for them among all enabled keys, in the order of their index
     * by number, rather than find these few by their times and sort them. No index has the order of this sum.
     */
    KeySearchSql orderByNumberOf(DisablingCause cause) {
        return cause == DisablingCause.STORED
                ? orderByNumber()
                : append(" ORDER BY k.number + 0").direction();
    }

    KeySearchSql orderByNumber() {
        return append(" ORDER BY k.number").direction();
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
