package io.latchkey.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice on its way to one address, as the organisation's owners see it. All times are in UTC.
 *
 * @param position counts up in the order in which notices are made
 * @param id the same in each attempt; a webhook is sent it as {@code webhook-id}
 * @param keyNumber the key that it is about; none once the key is deleted
 * @param deadline when the key is disabled, or was
 * @param recipient the e-mail address; none for the webhook
 * @param nextAttemptAt when it is tried again; none once nothing is to be done any more
 * @param detail what was wrong with the last attempt; empty if nothing was
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
