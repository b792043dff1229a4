package io.latchkey.quota;

import java.time.Instant;

/**
 * Requests that a node has taken and does not need.
 *
 * @param start of the period that they are of
 */
record UnusedRequests(long keyId, QuotaPeriod period, Instant start, long requests) {}
