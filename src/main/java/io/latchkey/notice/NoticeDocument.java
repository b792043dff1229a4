package io.latchkey.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * The delivery of a notice to one address, as shown to the organisation's owners. All times are in UTC.
 *
 * @param position increases in the order in which notices are created
 * @param id the same for each attempt; sent to a webhook as {@code webhook-id}
 * @param keyNumber the number of the key concerned; empty once the key is deleted
 * @param deadline when the key will be, or was, disabled
 * @param recipient the e-mail address; empty for the webhook
 * @param nextAttemptAt when the next attempt is due; empty once nothing remains to be done
 * @param detail what went wrong with the last attempt; empty if nothing did
 */
public record NoticeDocument(
        @JsonIgnore long position,
        String id,
        Optional<Long> keyNumber,
        NoticeCause cause,
        Instant deadline,
        NoticeChannel channel,
        Optional<String> recipient,
        NoticeStatus status,
        int attempts,
        Instant queuedAt,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> finishedAt,
        String detail) {}
