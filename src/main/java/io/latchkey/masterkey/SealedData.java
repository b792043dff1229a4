package io.latchkey.masterkey;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A kind of data that is sealed under the master key and takes part in its rotation. */
public interface SealedData {

    /**
     * Returns the versions of the master key under which some of the data is sealed, lowest first.
     *
     * @throws SQLException if the database fails
     */
    List<Integer> versions() throws SQLException;

    /**
     * Returns how many items are sealed under the given version, up to {@link SealedTable#MAX_COUNT}; one
     * more than that means that there are more.
     *
     * @throws SQLException if the database fails
     */
    long count(int version) throws SQLException;

    /**
     * Seals under the current version what is sealed under the given one; items that cannot be opened stay as
     * they are. Works in batches, and starts none at or after the end time.
     *
     * @param version a version that this node has
     * @return the number of items sealed again
     * @throws SQLException if the database fails; earlier batches remain done
     */
    long reseal(int version, Instant end) throws SQLException;
}
