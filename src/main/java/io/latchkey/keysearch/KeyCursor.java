package io.latchkey.keysearch;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A position in an order of keys: directly after a key, as of the time it was read. A list continues from it
 * without skipping over the preceding keys, whatever has been created or deleted among them since, and
 * whether or not that key still exists. A cursor is only valid for the search that produced it.
 */
public final class KeyCursor implements Serializable {

    /** The position before all keys, in any order. */
    public static final KeyCursor START = new KeyCursor(0, null, 0);

    private static final long serialVersionUID = 1L;

    private final int place;
    private final Serializable value;
    private final long number;

    private KeyCursor(int place, Serializable value, long number) {
        this.place = place;
        this.value = value;
        this.number = number;
    }

    /**
     * Creates a cursor after a key.
     *
     * @param place the number of keys before the cursor, including this one
     * @param value the key's sort value as returned by the database: a text or an {@link Instant};
     *     empty in the order by number, and for a key without a value
     */
    public static KeyCursor after(int place, Optional<? extends Serializable> value, long number) {
        return new KeyCursor(place, value.orElse(null), number);
    }

    /** Returns the number of keys before the cursor at the time it was created. */
    public int place() {
        return place;
    }

    Optional<Serializable> value() {
        return Optional.ofNullable(value);
    }

    /** Returns the sort value in an order by times. */
    Optional<Instant> time() {
        return value().map(Instant.class::cast);
    }

    long number() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyCursor cursor
                && place == cursor.place
                && number == cursor.number
                && Objects.equals(value, cursor.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, value, number);
    }
}
