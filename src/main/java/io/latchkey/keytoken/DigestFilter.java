package io.latchkey.keytoken;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A Bloom filter that tells which digests have never been added. A digest consists of 256 bits that nobody
 * without the digest key can choose, so its own bits serve as the positions in the filter and no further
 * hashing is needed. The filter grows by layers, each twice as large as the one before; of a hundred thousand
 * digests that were not added, about a hundred are false positives.
 */
final class DigestFilter {

    /** One for each 32 bits of a digest. */
    private static final int PLACES = 8;

    /** With eight positions, a full layer has one false positive in 1700 digests. */
    private static final int BITS_PER_DIGEST = 16;

    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int LAST_CAPACITY = 1 << 24;

    private final List<Layer> layers = new CopyOnWriteArrayList<>(List.of(new Layer(FIRST_CAPACITY)));
    private long free = FIRST_CAPACITY;

    /** Adds a digest of 32 bytes. */
    synchronized void add(byte[] digest) {
        if (mayContain(digest)) {
            return;
        }
        if (free == 0) {
            int capacity =
                    Math.min(LAST_CAPACITY, 2 * layers.get(layers.size() - 1).capacity());
            layers.add(new Layer(capacity));
            free = capacity;
        }
        layers.get(layers.size() - 1).add(digest);
        free--;
    }

    /** Returns false if the digest was not added, and true if it was or if it is a false positive. */
    boolean mayContain(byte[] digest) {
        for (Layer layer : layers) {
            if (layer.mayContain(digest)) {
                return true;
            }
        }
        return false;
    }

    private record Layer(int capacity, AtomicLongArray bits) {

        Layer(int capacity) {
            this(capacity, new AtomicLongArray(capacity / Long.SIZE * BITS_PER_DIGEST));
        }

        void add(byte[] digest) {
            ByteBuffer places = ByteBuffer.wrap(digest);
            for (int i = 0; i < PLACES; i++) {
                int place = places.getInt();
                bits.accumulateAndGet(word(place), bit(place), (before, bit) -> before | bit);
            }
        }

        boolean mayContain(byte[] digest) {
            ByteBuffer places = ByteBuffer.wrap(digest);
            for (int i = 0; i < PLACES; i++) {
                int place = places.getInt();
                if ((bits.get(word(place)) & bit(place)) == 0) {
                    return false;
                }
            }
            return true;
        }

        /** The length is a power of two, at most 2^26 words of 2^6 bits, as much as 32 bits can address. */
        private int word(int place) {
            return (place >>> 6) & (bits.length() - 1);
        }

        private static long bit(int place) {
            return 1L << (place & 63);
        }
    }
}
