package io.latchkey.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * The content of a notice, before it is addressed to anyone.
 *
 * @param deadline when the key will be, or was, disabled
 * @param stage the number of days before the deadline
 * @param source where a leaked key was found, in the finder's words
 * @param url the address where it was found
 */
record Notice(
        NoticeCause cause, NoticedKey key, Instant deadline, int stage, Optional<String> source, Optional<String> url) {

    static Notice warning(NoticeCause cause, NoticedKey key, Instant deadline, WarningStage stage) {
        return new Notice(cause, key, deadline, stage.days(), Optional.empty(), Optional.empty());
    }
}
