package io.latchkey.masterkey;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What is sealed under the master key beside keys, and follows its rotation. */
public interface AlsoSealed {

    /**
     * The versions of the master key under which some of it is sealed.
     *
     * @throws SQLException when the database fails
     */
    List<Integer> versions() throws SQLException;

    /**
     * How much is sealed under this version, up to 100000; one more than that means: more.
     *
     * @throws SQLException when the database fails
     */
    long count(int version) throws SQLException;

    /**
     * Seals anew, under the current version, what is sealed under this one; what does not open stays as it is. It goes in
     * batches, and begins none from the end on.
     *
     * @param version one that this node has
     * @return how much
     * @throws SQLException when the database fails; the batches before are done then
     */
    long reseal(int version, Instant end) throws SQLException;
}
