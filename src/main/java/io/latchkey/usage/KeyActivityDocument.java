package io.latchkey.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The activity of a key.
 *
 * @param days each of the last 90 days (UTC) on which there was a request, earliest first
 * @param uses the last 50 requests and, of the last 90 days, at most 50 that were the first from an address
 *     or by an agent; latest first
 */
public record KeyActivityDocument(long keyNumber, List<Day> days, List<Use> uses) {

    public KeyActivityDocument {
        days = List.copyOf(days);
        uses = List.copyOf(uses);
    }

    /**
     * The number of requests on a day.
     *
     * @param refused the requests that Latchkey refused: 401, 403 and 429
     */
    public record Day(LocalDate day, long successful, long refused) {}

    /**
     * A request.
     *
     * @param address the client's address
     * @param agent the client's user agent
     * @param status the status of the response
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
