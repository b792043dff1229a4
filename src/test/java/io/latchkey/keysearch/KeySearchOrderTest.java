package io.latchkey.keysearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The list in each order and with each filter, compared with random keys that are filtered and sorted in memory. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class KeySearchOrderTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123456Z");
    private static final int COUNT = 60;
    private static final int SIZE = 13;

    /** The same in every locale. */
    private static final List<String> DESCRIPTIONS = List.of("ab", "ac", "b", "ba");

    private static final List<AccessRight> RIGHTS = List.of(AccessRight.FULL, AccessRight.EVENTS, AccessRight.MESSAGES);

    /** Of a hundred keys, how many have an expiry, and how many are disabled. */
    private record Mix(int expiring, int disabled) {}

    private static final List<Mix> MIXES = List.of(new Mix(50, 20), new Mix(100, 10), new Mix(0, 10), new Mix(30, 95));

    private final Random random = new Random(20260501);
    private final MovableClock clock = new MovableClock(NOW);
    private final TestDatabase database;
    private final ListedKeys rows;
    private final KeySearchQuery query;

    KeySearchOrderTest(TestDatabase database) {
        this.database = database;
        rows = new ListedKeys(database, NOW);
        query = new KeySearchQuery(database.dataSource(), new InactivityPolicy(ListedKeys.PERIOD), clock);
    }

    @AfterEach
    void close() {
        rows.close();
    }

    private static List<KeySearch> searches() {
        return Stream.of(KeyOrder.values())
                .flatMap(order -> Stream.of(false, true).flatMap(descending -> Stream.of(
                                Optional.<KeyStatus>empty(),
                                Optional.of(KeyStatus.ENABLED),
                                Optional.of(KeyStatus.DISABLED))
                        .flatMap(status -> Stream.of(Optional.<AccessRight>empty(), Optional.of(AccessRight.EVENTS))
                                .map(right -> new KeySearch("", right, status, order, descending)))))
                .toList();
    }

    /** Keys many of which are alike in something, or end at the same time for different causes. */
    private List<ListedKey> add(Mix mix) {
        List<ListedKey> added = LongStream.rangeClosed(1, COUNT)
                .mapToObj(number -> new ListedKey(
                        number,
                        any(DESCRIPTIONS),
                        any(RIGHTS),
                        random.nextInt(100) < mix.disabled(),
                        ListedKeys.ORGANISATION + random.nextInt(3),
                        soon().minus(ListedKeys.PERIOD),
                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(soon().minus(ListedKeys.PERIOD)),
                        random.nextInt(100) < mix.expiring() ? Optional.of(soon()) : Optional.empty()))
                .toList();
        rows.deleteAll();
        rows.add(added);
        return added;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** From three minutes ago on, now included; one in four a microsecond earlier. */
    private Instant soon() {
        return NOW.plus(Duration.ofMinutes(random.nextInt(30) - 3)).minusNanos(random.nextInt(4) == 0 ? 1000 : 0);
    }

    private static Instant end(ListedKey key) {
        Instant idleEnd = key.idleSince().plus(ListedKeys.PERIOD);
        return key.expiresAt().filter(idleEnd::isAfter).orElse(idleEnd);
    }

    private static boolean isEnabled(ListedKey key, Instant at) {
        return !key.disabled() && end(key).isAfter(at);
    }

    private Comparator<ListedKey> order(KeySearch search, Instant at) throws SQLException {
        List<Long> creators = rows.creators();
        Comparator<ListedKey> ascending =
                switch (search.order()) {
                    case NUMBER -> Comparator.comparing(ListedKey::number);
                    case CREATOR -> Comparator.comparing(key -> creators.indexOf(key.creator()));
                    case ACCESS_RIGHT -> Comparator.comparing(key -> key.right().name());
                    case DESCRIPTION -> Comparator.comparing(ListedKey::description);
                    case LAST_USE ->
                        Comparator.comparing(key -> key.lastUsedAt().orElse(Instant.MIN));
                    case TIME_LEFT -> Comparator.comparing(key -> isEnabled(key, at) ? end(key) : Instant.MAX);
                };
        Comparator<ListedKey> order = directed(search, ascending.thenComparing(ListedKey::number));
        return search.order() == KeyOrder.TIME_LEFT
                ? Comparator.comparing((ListedKey key) -> !isEnabled(key, at)).thenComparing(order)
                : order;
    }

    private static Comparator<ListedKey> directed(KeySearch search, Comparator<ListedKey> ascending) {
        return search.descending() ? ascending.reversed() : ascending;
    }

    /** What matches at a time, in its order. */
    private List<ListedKey> sorted(List<ListedKey> keys, KeySearch search, Instant at) throws SQLException {
        return keys.stream()
                .filter(key -> search.accessRight()
                        .filter(right -> right != key.right())
                        .isEmpty())
                .filter(key -> search.status()
                        .filter(status -> isEnabled(key, at) != (status == KeyStatus.ENABLED))
                        .isEmpty())
                .sorted(order(search, at))
                .toList();
    }

    private static List<Long> ids(List<ListedKey> keys) {
        return keys.stream().map(ListedKey::id).toList();
    }

    private KeySearchPage<Long> find(KeySearch search, KeyCursor from, int offset) throws SQLException {
        return query.find(ListedKeys.ORGANISATION, search, from, offset, SIZE);
    }

    @Test
    void eachIsAsSortedInMemory() throws SQLException {
        for (Mix mix : MIXES) {
            List<ListedKey> keys = add(mix);
            for (KeySearch search : searches()) {
                List<Long> expected = ids(sorted(keys, search, NOW));
                assertThat(ListedKeys.pages(query, search, SIZE, shown -> {}))
                        .as("%s %s", mix, search)
                        .isEqualTo(expected);
                assertThat(query.count(ListedKeys.ORGANISATION, search))
                        .as("%s %s", mix, search)
                        .isEqualTo(expected.size());
                int offset = random.nextInt(COUNT);
                assertThat(find(search, KeyCursor.START, offset).found())
                        .as("%s %s from %s", mix, search, offset)
                        .isEqualTo(expected.stream().skip(offset).limit(SIZE).toList());
            }
        }
    }

    /** Also where the cursor's own key, and others with more time left than it, have run out meanwhile. */
    @Test
    void byTimeLeftAPageContinuesWhereTheLastOneEndedThoughTimeHasPassed() throws SQLException {
        for (Mix mix : List.of(new Mix(50, 20), new Mix(100, 10), new Mix(0, 10))) {
            List<ListedKey> keys = add(mix);
            for (boolean descending : new boolean[] {false, true}) {
                KeySearch search =
                        new KeySearch("", Optional.empty(), Optional.empty(), KeyOrder.TIME_LEFT, descending);
                for (int offset = 0; offset <= SIZE; offset += SIZE) {
                    KeyCursor cursor =
                            find(search, KeyCursor.START, offset).next().orElseThrow();
                    ListedKey last = sorted(keys, search, NOW).get(offset + SIZE - 1);
                    assertThat(isEnabled(last, NOW)).isTrue();
                    for (int minutes : new int[] {1, 4, 10, 40}) {
                        Instant later = NOW.plus(Duration.ofMinutes(minutes));
                        clock.advance(Duration.between(clock.instant(), later));
                        Comparator<ListedKey> byEnd = directed(
                                search,
                                Comparator.comparing(KeySearchOrderTest::end).thenComparing(ListedKey::number));
                        List<ListedKey> remaining = sorted(keys, search, later).stream()
                                .filter(key -> !isEnabled(key, later) || byEnd.compare(key, last) > 0)
                                .toList();
                        assertThat(find(search, cursor, offset + SIZE).found())
                                .as("%s %s from %s after %s", mix, search, offset, minutes)
                                .isEqualTo(ids(remaining).stream().limit(SIZE).toList());
                    }
                    clock.advance(Duration.between(clock.instant(), NOW));
                }
            }
        }
    }
}
