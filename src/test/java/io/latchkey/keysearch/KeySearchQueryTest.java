package io.latchkey.keysearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.SqlInstant;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class KeySearchQueryTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123456Z");
    private static final int SIZE = 7;

    /** With any of the keys in it. */
    private static final int ALL = 1000;

    private final MovableClock clock = new MovableClock(NOW);
    private final TestDatabase database;
    private final ListedKeys keys;
    private final KeySearchQuery query;

    KeySearchQueryTest(TestDatabase database) {
        this.database = database;
        keys = new ListedKeys(database, NOW);
        query = new KeySearchQuery(database.dataSource(), new InactivityPolicy(ListedKeys.PERIOD), clock);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private static Stream<KeySearch> orders(String text, Optional<AccessRight> right, Optional<KeyStatus> status) {
        return Stream.of(KeyOrder.values())
                .flatMap(order -> Stream.of(
                        new KeySearch(text, right, status, order, false),
                        new KeySearch(text, right, status, order, true)));
    }

    private static Stream<KeySearch> orders() {
        return orders("", Optional.empty(), Optional.empty());
    }

    private static List<KeySearch> searches() {
        return Stream.of(
                        orders(),
                        orders("älpha", Optional.empty(), Optional.empty()),
                        orders("bohd", Optional.empty(), Optional.of(KeyStatus.ENABLED)),
                        orders("", Optional.of(AccessRight.EVENTS), Optional.empty()),
                        orders("", Optional.empty(), Optional.of(KeyStatus.ENABLED)),
                        orders("", Optional.of(AccessRight.FULL), Optional.of(KeyStatus.DISABLED)))
                .flatMap(some -> some)
                .toList();
    }

    private KeySearchPage<Long> find(KeySearch search, KeyCursor from, int offset, int limit) throws SQLException {
        return query.find(ListedKeys.ORGANISATION, search, from, offset, limit);
    }

    private List<Long> all(KeySearch search) throws SQLException {
        return find(search, KeyCursor.START, 0, ALL).found();
    }

    /** Goes on from page to page until the end. */
    private List<Long> pages(KeySearch search, ListedKeys.Meanwhile meanwhile) throws SQLException {
        return ListedKeys.pages(query, search, SIZE, meanwhile);
    }

    @Test
    void pageByPageIsAsAllAtOnce() throws SQLException {
        keys.add(150);

        for (KeySearch search : searches()) {
            List<Long> all = all(search);
            assertThat(pages(search, shown -> {})).as("%s", search).isEqualTo(all);
            assertThat(all)
                    .as("%s", search)
                    .hasSizeGreaterThan(SIZE)
                    .hasSize(query.count(ListedKeys.ORGANISATION, search));
        }
    }

    @Test
    void whatHasNoValueComesWhereItBelongs() throws SQLException {
        keys.add(50);

        for (KeySearch search : orders().toList()) {
            List<Long> all = all(search);
            List<Boolean> absent = all.stream()
                    .map(id -> id - ListedKeys.ORGANISATION)
                    .map(number -> (search.order() == KeyOrder.LAST_USE && number % 3 == 0)
                            || (search.order() == KeyOrder.TIME_LEFT && (number % 5 == 0 || number % 8 == 0)))
                    .toList();
            List<Boolean> sorted = new ArrayList<>(absent);
            Collections.sort(sorted);
            if (search.order() == KeyOrder.LAST_USE && !search.descending()) {
                Collections.reverse(sorted);
            }
            assertThat(absent).as("%s", search).isEqualTo(sorted);
        }
    }

    @Test
    void whatIsMadeAndDeletedMeanwhileHasNoKeyShownTwiceNorLeftOut() throws SQLException {
        for (KeySearch search : orders().toList()) {
            Set<Long> remaining = new HashSet<>(keys.add(100));
            List<Long> order = all(search);

            List<Long> shown = pages(search, sofar -> {
                // The cursor's own, two that were shown before, and one that was not yet.
                List<Long> gone = new ArrayList<>(sofar.subList(Math.max(sofar.size() - 1, 0), sofar.size()));
                order.stream()
                        .filter(sofar::contains)
                        .filter(remaining::contains)
                        .limit(2)
                        .forEach(gone::add);
                order.stream()
                        .filter(id -> !sofar.contains(id))
                        .skip(3)
                        .limit(1)
                        .forEach(gone::add);
                keys.delete(gone);
                remaining.removeAll(gone);
                if (sofar.size() < 50) {
                    keys.add(3);
                }
            });

            assertThat(shown).as("%s", search).doesNotHaveDuplicates().containsAll(remaining);
            assertThat(order.stream().filter(shown::contains))
                    .as("%s", search)
                    .containsExactlyElementsOf(
                            shown.stream().filter(order::contains).toList());
            keys.deleteAll();
        }
    }

    @Test
    void aKeyThatRunsOutMeanwhileMovesAndNoneIsLeftOut() throws SQLException {
        keys.add(150);
        KeySearch enabled = new KeySearch("", Optional.empty(), Optional.of(KeyStatus.ENABLED), KeyOrder.NUMBER, false);

        for (boolean descending : new boolean[] {false, true}) {
            KeySearch search = new KeySearch("", Optional.empty(), Optional.empty(), KeyOrder.TIME_LEFT, descending);
            List<Long> aliveBefore = all(enabled);

            List<Long> shown = pages(search, sofar -> clock.advance(Duration.ofMinutes(12)));

            List<Long> alive = all(enabled);
            assertThat(alive).isNotEmpty().hasSizeLessThan(aliveBefore.size() - 2 * SIZE);
            assertThat(shown).contains(all(search).toArray(Long[]::new));
            assertThat(shown.stream().filter(alive::contains))
                    .doesNotHaveDuplicates()
                    .hasSameSizeAs(alive);
            clock.advance(Duration.between(clock.instant(), NOW));
        }
    }

    @Test
    void withoutItsCursorAPageIsTheSame() throws SQLException {
        keys.add(150);

        for (KeySearch search : orders().toList()) {
            List<Long> all = all(search);
            KeyCursor early = find(search, KeyCursor.START, 0, 2).next().orElseThrow();
            for (int offset : new int[] {2, 30, 57, 100, 149}) {
                List<Long> wanted = all.subList(offset, Math.min(offset + SIZE, all.size()));
                KeySearchPage<Long> counted = find(search, KeyCursor.START, offset, SIZE);
                KeySearchPage<Long> fromEarly = find(search, early, offset, SIZE);
                assertThat(counted.found()).as("%s", search).isEqualTo(wanted);
                assertThat(fromEarly.found()).as("%s", search).isEqualTo(wanted);
                assertThat(counted.next().isPresent()).isEqualTo(offset + SIZE < all.size());
                if (counted.next().isPresent()) {
                    assertThat(counted.next().get().place()).isEqualTo(offset + SIZE);
                }
            }
            assertThat(find(search, early, 150, SIZE).found()).isEmpty();
            assertThat(find(search, early, 500, SIZE).found()).isEmpty();
        }
    }

    @Test
    void pagesEndAtTheMaximumOfResultsAndReadNoMoreThanTheyShow() throws SQLException {
        keys.add(KeyFinder.MAX_RESULTS + 200);

        for (KeySearch search : orders().toList()) {
            assertThat(query.count(ListedKeys.ORGANISATION, search)).isEqualTo(KeyFinder.MAX_RESULTS);
            KeyCursor late = find(search, KeyCursor.START, KeyFinder.MAX_RESULTS - 40, 10)
                    .next()
                    .orElseThrow();
            KeySearchPage<Long> last = find(search, late, KeyFinder.MAX_RESULTS - 30, 100);
            assertThat(last.found()).hasSize(30);
            assertThat(last.next()).isEmpty();
            assertThat(find(search, late, KeyFinder.MAX_RESULTS, 10).found()).isEmpty();
        }
        if (keys.onPostgresql()) {
            keys.analyze();
            for (KeyOrder order :
                    List.of(KeyOrder.NUMBER, KeyOrder.ACCESS_RIGHT, KeyOrder.DESCRIPTION, KeyOrder.LAST_USE)) {
                for (boolean descending : new boolean[] {false, true}) {
                    readsNoMoreThanItShows(new KeySearch("", Optional.empty(), Optional.empty(), order, descending));
                }
            }
        }
    }

    private void readsNoMoreThanItShows(KeySearch search) throws SQLException {
        // In both parts, where there are two.
        for (int offset : new int[] {2000, 9000}) {
            KeyCursor cursor =
                    find(search, KeyCursor.START, offset - 1, 1).next().orElseThrow();
            List<Long> wanted = find(search, KeyCursor.START, offset, 26).found();
            assertThat(find(search, cursor, offset, 26).found()).isEqualTo(wanted);
            for (CursorRange range : CursorRange.after(cursor, search)) {
                String plan = plan(sql(search).page(range, cursor, 26));
                assertThat(plan)
                        .as("%s", search)
                        .contains("Index Cond")
                        .doesNotContain("Sort")
                        .doesNotContain("Filter")
                        .doesNotContain("Seq Scan")
                        .containsPattern("Index Scan.*rows=26[. ]");
            }
        }
    }

    @Test
    void aPeriodOfMillenniaDisablesNoKeyMore() throws SQLException {
        keys.add(40);
        KeySearchQuery patient =
                new KeySearchQuery(database.dataSource(), new InactivityPolicy(Duration.ofDays(1_000_000)), clock);
        for (KeySearch search : orders().toList()) {
            for (KeyStatus status : KeyStatus.values()) {
                KeySearch filtered =
                        new KeySearch("", Optional.empty(), Optional.of(status), search.order(), search.descending());
                List<Long> found = ListedKeys.pages(patient, filtered, SIZE, shown -> {});
                assertThat(found).as("%s", filtered).isNotEmpty().containsExactlyInAnyOrderElementsOf(all(filtered));
            }
        }
    }

    @Test
    void whatTheListShowsIsFoundAsItStandsThere() throws SQLException {
        long id = keys.add(3).get(1);
        database.execute("UPDATE api_key SET hint = 'a1B2', labels = 'region=eu\nteam=crm' WHERE id = ?", id);

        for (String text : List.of(KeyToken.masked(Optional.of("a1B2")), "a1B2", "team: crm", "team:crm", "team=crm")) {
            assertThat(all(new KeySearch(text, Optional.empty(), Optional.empty(), KeyOrder.NUMBER, false)))
                    .as(text)
                    .containsExactly(id);
        }
    }

    private KeySearchSql sql(KeySearch search) {
        return new KeySearchSql(ListedKeys.ORGANISATION, search, new InactivityPolicy(ListedKeys.PERIOD), NOW);
    }

    private String plan(KeySearchSql sql) throws SQLException {
        return String.join("\n", keys.plan(sql));
    }

    @Test
    void disabledKeysAreFoundWithoutReadingTheOthers() throws SQLException {
        keys.add(2000);
        if (keys.onPostgresql()) {
            keys.addForOthers(4);
            keys.analyze();
            for (boolean descending : new boolean[] {false, true}) {
                KeySearch search = new KeySearch(
                        "", Optional.empty(), Optional.of(KeyStatus.DISABLED), KeyOrder.NUMBER, descending);
                assertThat(plan(sql(search).page(CursorRange.ALL, KeyCursor.START, 26)))
                        .contains("using api_key_disabled")
                        .doesNotContain("Seq Scan");
            }
        }
    }

    /** As the sweep leaves the keys of integrations that are no longer there, and others in use. */
    private void addSweptAndUsed() throws SQLException {
        keys.add(8000);
        database.execute(
                "UPDATE api_key SET expires_at = NULL, status = CASE WHEN number <= 4000 THEN 'DISABLED' ELSE 'ENABLED' END,"
                        + " disabled_by = CASE WHEN number <= 4000 THEN 'INACTIVITY' END,"
                        + " idle_since = CASE WHEN number <= 4000 THEN ? ELSE idle_since END WHERE organisation_id = ?",
                SqlInstant.of(NOW.minus(ListedKeys.PERIOD).minus(Duration.ofDays(1))),
                ListedKeys.ORGANISATION);
        keys.addForOthers(4);
        keys.analyze();
    }

    @Test
    void enabledKeysAreFoundWithoutReadingTheOthers() throws SQLException {
        if (keys.onPostgresql()) {
            addSweptAndUsed();
            for (boolean descending : new boolean[] {false, true}) {
                KeySearch search = new KeySearch(
                        "", Optional.empty(), Optional.of(KeyStatus.ENABLED), KeyOrder.NUMBER, descending);
                assertThat(plan(sql(search).page(CursorRange.ALL, KeyCursor.START, 26)))
                        .satisfies(plan -> readsFrom("api_key_enabled", 26, plan))
                        .doesNotContain("Sort")
                        .doesNotContain("Removed by Filter");
                assertThat(plan(sql(search).count(1000)))
                        .contains(" api_key_enabled")
                        .doesNotContain("Seq Scan")
                        .doesNotContain("Removed by Filter");
            }
        }
    }

    @Test
    void keysThatWaitForTheSweepAreLookedForOnlyAmongThose() throws SQLException {
        if (keys.onPostgresql()) {
            addSweptAndUsed();
            KeySearch disabled =
                    new KeySearch("", Optional.empty(), Optional.of(KeyStatus.DISABLED), KeyOrder.NUMBER, false);
            assertThat(plan(sql(disabled).page(CursorRange.ALL, KeyCursor.START, 26)))
                    .satisfies(plan -> readsFrom("api_key_disabled", 26, plan))
                    .doesNotContain("Removed by Filter");
            assertThat(plan(sql(byTimeLeft()).page(CursorRange.ABSENT, KeyCursor.START, 26)))
                    .satisfies(plan -> readsFrom("api_key_disabled", 26, plan))
                    .doesNotContain("Removed by Filter");
        }
    }

    private static KeySearch byTimeLeft() {
        return new KeySearch("", Optional.empty(), Optional.empty(), KeyOrder.TIME_LEFT, false);
    }

    private static void readsFrom(String index, int rows, String plan) {
        assertThat(plan)
                .doesNotContain("Seq Scan")
                .containsPattern(
                        "Index (Only )?Scan (Backward )?using " + index + " on .*actual.*rows=" + rows + "[. ]");
    }

    @Test
    void timeLeftIsReadFromAnIndexOfInactivityAndOneOfExpiry() throws SQLException {
        keys.add(8000);
        if (keys.onPostgresql()) {
            keys.analyze();
            String first = plan(sql(byTimeLeft()).page(CursorRange.VALUES, KeyCursor.START, 26));
            readsFrom("api_key_enabled_idle", 26, first);
            readsFrom("api_key_enabled_expiry", 26, first);

            // All that expire come first.
            KeyCursor cursor =
                    find(byTimeLeft(), KeyCursor.START, 2999, 1).next().orElseThrow();
            String later = plan(sql(byTimeLeft()).page(CursorRange.VALUES_AFTER, cursor, 26));
            readsFrom("api_key_enabled_idle", 26, later);
            readsFrom("api_key_enabled_expiry", 0, later);
            assertThat(first + later).doesNotContainPattern("Removed by Filter: \\d{3}");
        }
    }

    @Test
    void searchesForACreatorWithoutLookingAtThemForEachKey() throws SQLException {
        keys.add(2000);
        if (keys.onPostgresql()) {
            keys.analyze();
            for (KeySearch search : orders("nobody", Optional.empty(), Optional.empty())
                    .filter(search -> search.order() != KeyOrder.CREATOR)
                    .toList()) {
                assertThat(plan(sql(search).page(CursorRange.ALL, KeyCursor.START, 26)))
                        .contains("hashed SubPlan")
                        .doesNotContain("loops=2000");
            }
        }
    }
}
