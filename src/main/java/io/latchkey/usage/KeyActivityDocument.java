package io.latchkey.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a key did.
 *
 * @param days each day (UTC) of the last 90 on which there was a request, the earliest first
 * @param uses the last 50 requests and, of the last 90 days, at most 50 that were the first from an address or by an agent;
 *     the latest first
 */
public record KeyActivityDocument(long keyNumber, List<Day> days, List<Use> uses) {

    public KeyActivityDocument {
        days = List.copyOf(days);
        uses = List.copyOf(uses);
    }

    /**
     * The requests of a day.
     *
     * @param refused those that Latchkey did not let through: 401, 403 and 429
     */
    public record Day(LocalDate day, long successful, long refused) {}

    /**
     * A request.
     *
     * @param address where it came from
     * @param agent what the client calls itself
     * @param status of the answer
     * @param newAddress whether it was the key's first from this address
     * @param newAgent whether it was the key's first by this agent
     */
    public record Use(
            Instant usedAt,
            String method,
            String path,
            String address,
            String agent,
            int status,
            boolean newAddress,
            boolean newAgent) {}
}
