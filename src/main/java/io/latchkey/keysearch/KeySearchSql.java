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

    /** Selects the first keys of the part of the order that remains behind a mark. */
    KeySearchSql page(KeyRest rest, KeyMark mark, int rows) {
        if (!isForDisabled()) {
            return select().found(Optional.empty()).rest(rest, mark).order().limit(rows);
        }
        append("SELECT * FROM (");
        ofEachCause(cause -> select().found(cause).rest(rest, mark).order().limit(rows));
        return append(") k").order().limit(rows);
    }

    /** Counts the keys, up to the given number. */
    KeySearchSql count(int most) {
        append("SELECT COUNT(*) FROM (SELECT k.id");
        if (isForDisabled()) {
            append(" FROM (");
            ofEachCause(cause -> append("SELECT k.id").found(cause).limit(most));
            append(") k");
        } else {
            found(Optional.empty());
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
    private KeySearchSql found(Optional<DisablingCause> cause) {
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
     * for each key.
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
                wanted,
                wanted,
                LikePattern.containing(wanted.replaceFirst(":", "=")));
        if (wanted.matches("[0-9]{1,18}")) {
            append(" OR k.number = ?", Long.parseLong(wanted));
        }
        append(")");
    }

    /** Appends the selected columns: the id, the number and the sort value, unless it is the number. */
    private KeySearchSql select() {
        append("SELECT k.id, k.number");
        return search.order() == KeyOrder.NUMBER ? this : append(", ").value().append(" AS order_value");
    }

    /** Appends the condition for the keys that remain behind a mark. */
    private KeySearchSql rest(KeyRest rest, KeyMark mark) {
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
