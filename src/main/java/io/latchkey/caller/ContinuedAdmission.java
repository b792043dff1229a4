package io.latchkey.caller;

import java.util.function.BooleanSupplier;

/**
 * Admits the key of a request again and again while a long response is written. A caller is authenticated once a
 * request; without this, a key that is disabled meanwhile would go on receiving data.
 */
public interface ContinuedAdmission {

    /**
     * Returns a check of whether the key that makes the current request would be admitted now, from the same
     * address and to a method that requires the role. It can be called outside of the request, in any thread;
     * while the key is unchanged, it costs a look-up in memory. It counts neither as a use nor as a decision.
     *
     * @throws IllegalStateException if the current request was not authenticated by a key; the check itself
     *     throws what the database fails with
     */
    BooleanSupplier ofCaller(String role);
}
