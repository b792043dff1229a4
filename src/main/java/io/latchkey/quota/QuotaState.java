package io.latchkey.quota;

import java.time.Instant;

/**
 * The state of a quota.
 *
 * @param granted whether the request may proceed; true if none was made
 * @param remaining the number of requests left in the current period
 * @param resetsAt when the next period starts
 */
public record QuotaState(boolean granted, long remaining, Instant resetsAt) {}
