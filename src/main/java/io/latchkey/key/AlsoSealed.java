package io.latchkey.key;

import java.sql.SQLException;
import java.util.List;

/** What is sealed under the master key beside keys, and follows its rotation. */
public interface AlsoSealed {

    /** The versions of the master key under which some of it is sealed. */
    List<Integer> versions() throws SQLException;

    /** How much is sealed under this version. */
    long count(int version) throws SQLException;

    /**
     * Seals anew, under the current version, what is sealed under this one; what does not open stays as it is.
     *
     * @return how much
     */
    long reseal(int version) throws SQLException;
}
