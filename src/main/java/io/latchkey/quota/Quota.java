package io.latchkey.quota;

import java.io.Serializable;

/**
 * A number of requests per period.
 *
 * @param requests 1 to {@link #MAX}
 */
public record Quota(long requests, QuotaPeriod period) implements Serializable {

    /** More than any key makes in a month. */
    public static final long MAX = 1_000_000_000_000L;
}
