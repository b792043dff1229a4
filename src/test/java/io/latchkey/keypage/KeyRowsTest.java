package io.latchkey.keypage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keysearch.KeyCursor;
import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.keysearch.KeySearchPage;
import io.latchkey.right.AccessRight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyRowsTest {

    private static final int SIZE = 25;

    private final ThisManyKeys service = new ThisManyKeys();
    private final KeyCursors cursors = new KeyCursors();
    private int total;
    private int turned = -1;

    /** A request for a page; its first and last number. */
    private List<Long> page(int first) {
        KeyRows rows = new KeyRows(service, new KeyListFilter(), cursors, place -> turned = place, shown -> {});
        List<Long> numbers = rows.load(first, SIZE, Map.of(), Map.of()).stream()
                .map(KeyRow::number)
                .toList();
        total = rows.getRowCount();
        return numbers.isEmpty() ? numbers : List.of(numbers.get(0), numbers.get(numbers.size() - 1));
    }

    @Test
    void eachPageGoesOnFromTheOneBeforeIt() {
        service.add(1, 60);

        assertThat(page(0)).containsExactly(1L, 25L);
        assertThat(page(25)).containsExactly(26L, 50L);
        assertThat(page(50)).containsExactly(51L, 60L);
        assertThat(total).isEqualTo(60);
        assertThat(service.passedOver).isZero();
        assertThat(page(25)).containsExactly(26L, 50L);
        assertThat(page(0)).containsExactly(1L, 25L);
        assertThat(service.passedOver).isZero();
    }

    @Test
    void whatIsBehindTheCountIsReachedWhenKeysBeforeItAreDeleted() {
        service.add(1, 76);
        page(0);
        page(25);
        assertThat(page(50)).containsExactly(51L, 75L);

        service.numbers.headSet(41L).clear();
        assertThat(page(75)).containsExactly(76L, 76L);
        assertThat(total).isEqualTo(76);
        service.add(77, 120);
        assertThat(page(50)).containsExactly(51L, 75L);
        assertThat(total).isEqualTo(80);
        assertThat(page(75)).containsExactly(76L, 100L);
        assertThat(total).isEqualTo(101);
        assertThat(page(100)).containsExactly(101L, 120L);
        assertThat(total).isEqualTo(120);
    }

    @Test
    void theEndIsWhereNoMoreKeysAreWhateverTheirCount() {
        service.add(11, 60);
        page(0);
        service.add(1, 10);

        assertThat(page(25)).containsExactly(36L, 60L);
        assertThat(total).isEqualTo(50);
    }

    @Test
    void aPageThatIsGoneGivesWayToTheLastOne() {
        service.add(1, 100);
        page(0);
        page(25);
        page(50);
        service.numbers.tailSet(40L).clear();

        assertThat(page(75)).containsExactly(26L, 39L);
        assertThat(total).isEqualTo(39);
        assertThat(turned).isEqualTo(25);
        service.numbers.clear();
        assertThat(page(25)).isEmpty();
        assertThat(total).isZero();
    }

    @Test
    void aPageThatIsGoneGivesWayToTheOneThatIsLastNowWhateverLayThere() {
        service.add(1001, 1100);
        page(0);
        page(25);
        page(50);
        service.numbers.tailSet(1020L).clear();
        service.add(1, 20);

        assertThat(page(75)).containsExactly(1006L, 1019L);
    }

    @Test
    void aPageThatIsGoneFromAfterItsCursorIsTheOneOfThatNumber() {
        service.add(1001, 1060);
        page(0);
        page(25);
        service.numbers.tailSet(1051L).clear();
        service.add(1, 30);

        assertThat(page(50)).containsExactly(1021L, 1045L);
        assertThat(total).isEqualTo(80);
        assertThat(page(75)).containsExactly(1046L, 1050L);
    }

    @Test
    void aPageIsReadByTheSearchThatItsCursorsAreOf() {
        service.add(1, 60);
        page(0);
        page(25);

        assertThat(service.searches).containsOnly(new KeyListFilter().search(KeyOrder.NUMBER, true));
    }

    @Test
    void whatNoTableAsksForIsAnsweredAllTheSame() {
        service.add(1, 300);

        assertThat(page(-5)).containsExactly(1L, 25L);
        assertThat(new KeyRows(service, new KeyListFilter(), cursors, place -> {}, shown -> {})
                        .load(0, 1000, Map.of(), Map.of()))
                .hasSize(KeyListPage.MAX_ROWS);
        assertThat(new KeyRows(service, new KeyListFilter(), cursors, place -> {}, shown -> {})
                        .load(600, 0, Map.of(), Map.of()))
                .hasSize(1);
    }

    @Test
    void thePageThatTellsHowManyThereAreIsNotCountedBesides() {
        service.add(1, 20);

        assertThat(page(0)).containsExactly(1L, 20L);
        assertThat(total).isEqualTo(20);
        assertThat(service.counted).isZero();

        service.add(21, 60);
        page(0);
        assertThat(total).isEqualTo(60);
        assertThat(service.counted).isOne();
    }

    /** Has keys by their numbers alone. */
    private static final class ThisManyKeys extends KeyPageService {

        private final TreeSet<Long> numbers = new TreeSet<>();
        private final Map<KeyCursor, Long> lastOfPageBefore = new HashMap<>();
        private final List<KeySearch> searches = new ArrayList<>();
        private int passedOver;
        private int counted;

        ThisManyKeys() {
            super(null, null, null, null, null, null, null, null, null);
        }

        void add(long from, long to) {
            LongStream.rangeClosed(from, to).forEach(numbers::add);
        }

        @Override
        public int count(KeySearch search) {
            counted++;
            return numbers.size();
        }

        @Override
        public KeySearchPage<KeyRow> list(KeySearch search, KeyCursor from, int offset, int limit) {
            searches.add(search);
            int skipped = offset - from.place();
            passedOver += skipped;
            List<Long> following = List.copyOf(numbers.tailSet(lastOfPageBefore.getOrDefault(from, 0L), false));
            int end = Math.min(skipped + limit, following.size());
            List<Long> found = following.subList(Math.min(skipped, following.size()), end);
            Optional<KeyCursor> next = Optional.empty();
            if (following.size() > end) {
                KeyCursor cursor = KeyCursor.after(offset + limit, Optional.empty(), found.get(limit - 1));
                lastOfPageBefore.put(cursor, found.get(limit - 1));
                next = Optional.of(cursor);
            }
            return new KeySearchPage<>(found.stream().map(ThisManyKeys::row).toList(), next);
        }

        private static KeyRow row(long number) {
            return new KeyRow(
                    number,
                    1,
                    "",
                    true,
                    "",
                    "",
                    AccessRight.FULL,
                    "",
                    true,
                    "",
                    Readiness.READY,
                    "",
                    "",
                    false,
                    "",
                    "",
                    null,
                    null,
                    List.of());
        }
    }
}
