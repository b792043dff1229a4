package io.latchkey.quota;

import java.time.Instant;

/**
 * Requests that a node has reserved and does not need.
 *
 * @param start the start of the period to which they belong
 */
record UnusedRequests(long keyId, QuotaPeriod period, Instant start, long requests) {}
