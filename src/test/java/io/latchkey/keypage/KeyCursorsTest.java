package io.latchkey.keypage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyStatus;
import io.latchkey.keysearch.KeyCursor;
import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.right.AccessRight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyCursorsTest {

    private static final KeySearch SEARCH =
            new KeySearch("a", Optional.empty(), Optional.of(KeyStatus.ENABLED), KeyOrder.LAST_USE, false);

    private final KeyCursors cursors = new KeyCursors();

    private static KeyCursor at(int place, Serializable value) {
        return KeyCursor.after(place, Optional.of(value), place);
    }

    private int nearest(int first) {
        return cursors.nearest(SEARCH, first).place();
    }

    @Test
    void theNearestKnownPlaceIsNeverAfterTheOneWanted() {
        assertThat(cursors.nearest(SEARCH, 100)).isSameAs(KeyCursor.START);
        cursors.keep(SEARCH, at(25, "x"));
        cursors.keep(SEARCH, at(50, "y"));

        assertThat(List.of(nearest(0), nearest(24), nearest(25), nearest(49), nearest(50), nearest(9000)))
                .containsExactly(0, 0, 25, 25, 50, 50);
    }

    @Test
    void theLatestCursorOfAPlaceIsKept() {
        cursors.nearest(SEARCH, 0);
        cursors.keep(SEARCH, at(25, "x"));
        KeyCursor later = at(25, "y");
        cursors.keep(SEARCH, later);

        assertThat(cursors.nearest(SEARCH, 25)).isSameAs(later);
    }

    @Test
    void whatCameAfterAnotherCursorOfThePlaceIsForgotten() {
        cursors.nearest(SEARCH, 0);
        cursors.keep(SEARCH, at(25, "x"));
        cursors.keep(SEARCH, at(50, "y"));
        cursors.keep(SEARCH, at(25, "x"));
        assertThat(nearest(50)).isEqualTo(50);

        cursors.keep(SEARCH, at(25, "w"));

        assertThat(nearest(50)).isEqualTo(25);
    }

    @Test
    void anotherSearchOrOrderHasNoneOfThem() {
        List<KeySearch> others = List.of(
                new KeySearch("b", Optional.empty(), Optional.of(KeyStatus.ENABLED), KeyOrder.LAST_USE, false),
                new KeySearch(
                        "a", Optional.of(AccessRight.FULL), Optional.of(KeyStatus.ENABLED), KeyOrder.LAST_USE, false),
                new KeySearch("a", Optional.empty(), Optional.of(KeyStatus.DISABLED), KeyOrder.LAST_USE, false),
                new KeySearch("a", Optional.empty(), Optional.empty(), KeyOrder.LAST_USE, false),
                new KeySearch("a", Optional.empty(), Optional.of(KeyStatus.ENABLED), KeyOrder.TIME_LEFT, false),
                new KeySearch("a", Optional.empty(), Optional.of(KeyStatus.ENABLED), KeyOrder.LAST_USE, true));

        for (KeySearch other : others) {
            cursors.nearest(SEARCH, 0);
            cursors.keep(SEARCH, at(25, "x"));
            assertThat(nearest(25)).isEqualTo(25);
            assertThat(cursors.nearest(other, 25)).as("%s", other).isSameAs(KeyCursor.START);
            assertThat(nearest(25)).isZero();
        }
    }

    @Test
    void aCursorThatComesTooLateForItsSearchIsNotTakenForAnothers() {
        KeySearch other = new KeySearch("b", Optional.empty(), Optional.empty(), KeyOrder.NUMBER, false);
        cursors.nearest(SEARCH, 0);
        cursors.nearest(other, 0);
        cursors.keep(SEARCH, at(25, Instant.EPOCH));

        assertThat(cursors.nearest(other, 25)).isSameAs(KeyCursor.START);
    }

    @Test
    void theNearestHundredAreKept() {
        cursors.nearest(SEARCH, 0);
        for (int place = 25; place <= 150 * 25; place += 25) {
            cursors.keep(SEARCH, at(place, "x"));
        }
        assertThat(nearest(50 * 25)).isZero();
        assertThat(nearest(51 * 25)).isEqualTo(51 * 25);
        assertThat(nearest(10_000)).isEqualTo(150 * 25);

        cursors.keep(SEARCH, at(25, "x"));

        assertThat(nearest(60)).isEqualTo(25);
        assertThat(nearest(10_000)).isEqualTo(149 * 25);
    }

    @Test
    void theySurviveASessionThatIsWrittenToDisk() throws IOException, ClassNotFoundException {
        cursors.nearest(SEARCH, 0);
        cursors.keep(SEARCH, at(25, Instant.EPOCH));
        cursors.keep(SEARCH, at(50, "x"));
        cursors.keep(SEARCH, KeyCursor.after(75, Optional.empty(), 9));
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(disk)) {
            out.writeObject(cursors);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(disk.toByteArray()))) {
            KeyCursors read = (KeyCursors) in.readObject();
            assertThat(read.nearest(SEARCH, 30)).isEqualTo(at(25, Instant.EPOCH));
            assertThat(read.nearest(SEARCH, 50)).isEqualTo(at(50, "x"));
            assertThat(read.nearest(SEARCH, 75)).isEqualTo(KeyCursor.after(75, Optional.empty(), 9));
        }
    }
}
