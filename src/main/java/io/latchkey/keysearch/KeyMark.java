package io.latchkey.keysearch;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * A place in an order of keys: behind a key, as the order had it when it was read. From it a list goes on without passing over what
 * comes before, whatever has been made or deleted there meanwhile, and whether that key still exists or not. It is of use for
 * the search alone that it was found by.
 */
public final class KeyMark implements Serializable {

    /** Before all keys, in any order. */
    public static final KeyMark START = new KeyMark(0, null, 0);

    private static final long serialVersionUID = 1L;

    private final int place;
    private final Serializable value;
    private final long number;

    private KeyMark(int place, Serializable value, long number) {
        this.place = place;
        this.value = value;
        this.number = number;
    }

    /**
     * Behind a key.
     *
     * @param place how many keys come before the mark, with this one
     * @param value what the order has this key by, as the database says it: a text or an {@link java.time.Instant}; nothing in the
     *     order by number, and for a key without
     */
    public static KeyMark behind(int place, Optional<? extends Serializable> value, long number) {
        return new KeyMark(place, value.orElse(null), number);
    }

    /** How many keys came before the mark when it was found. */
    public int place() {
        return place;
    }

    Optional<Serializable> value() {
        return Optional.ofNullable(value);
    }

    long number() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyMark mark
                && place == mark.place
                && number == mark.number
                && Objects.equals(value, mark.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, value, number);
    }
}
