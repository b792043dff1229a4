package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The result for one recipient of a request.
 *
 * @param id always 0, as clients expect
 * @param locator the recipient as named by the request
 * @param status {@code OK} when a message is queued, {@code ERROR} when none can be
 * @param requestId the id by which to poll the message
 * @param message the reason for an error
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SendResult(long id, String locator, String status, Optional<String> requestId, Optional<String> message) {

    static SendResult queued(String locator, String requestId) {
        return new SendResult(0, locator, "OK", Optional.of(requestId), Optional.empty());
    }

    static SendResult error(String locator, String message) {
        return new SendResult(0, locator, "ERROR", Optional.empty(), Optional.of(message));
    }
}
