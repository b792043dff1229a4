package io.latchkey.quota;

import java.time.Instant;

/**
 * What there is of a quota.
 *
 * @param granted whether the request may go on that was asked for; true if none was
 * @param remaining how many more may, in the present period
 * @param resetsAt when the next period starts
 */
public record QuotaState(boolean granted, long remaining, Instant resetsAt) {}
